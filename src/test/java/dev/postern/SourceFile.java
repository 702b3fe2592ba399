package dev.postern;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// What the compiler sees in one source file and `SizeTest` counts. `catches` names the types that
/// are caught for another purpose than to be thrown on.
record SourceFile(Path path, List<String> lines, List<Method> methods, List<String> catches) {

  /// A method or constructor, counted from its first annotation to its closing brace, without the
  /// insides of its text blocks.
  record Method(String name, int lines, int parameters) {}

  /// All Java files below a folder, read by one run of the parser.
  static List<SourceFile> below(Path folder) {
    try (var files = Files.walk(folder)) {
      return parse(files.filter(file -> file.toString().endsWith(".java")).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SourceFile> parse(List<Path> paths) throws IOException {
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(paths);
      var task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
      var positions = Trees.instance(task).getSourcePositions();
      return StreamSupport.stream(task.parse().spliterator(), false)
          .map(unit -> read(unit, positions))
          .toList();
    }
  }

  private static SourceFile read(CompilationUnitTree unit, SourcePositions positions) {
    var path = Path.of(unit.getSourceFile().toUri());
    var counter = new Counter(unit, positions);
    counter.scan(unit, null);
    try {
      return new SourceFile(path, Files.readAllLines(path), counter.methods, counter.catches);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The class that the file is named after, below the root package: `http.Router`.
  String name() {
    var path = this.path.toString().replace(".java", "").replace('/', '.');
    return path.substring(path.lastIndexOf("dev.postern.") + "dev.postern.".length());
  }

  private static final class Counter extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> methods = new ArrayList<>();
    private final List<String> catches = new ArrayList<>();
    private Tree.@Nullable Kind kind;
    private int textBlockLines;

    private Counter(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      var outer = kind;
      kind = type.getKind();
      super.visitClass(type, null);
      kind = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      var outside = textBlockLines;
      textBlockLines = 0;
      super.visitMethod(method, null);
      long lines = line(positions.getEndPosition(unit, method)) - line(start(method)) + 1;
      int code = (int) lines - textBlockLines;
      methods.add(new Method(method.getName().toString(), code, parameters(method)));
      textBlockLines += outside;
      return null;
    }

    /// What stands between the quotes of a text block is data, mostly SQL, and counts for nothing.
    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
      if (literal.getKind() == Tree.Kind.STRING_LITERAL)
        textBlockLines +=
            (int) (line(positions.getEndPosition(unit, literal)) - line(start(literal)));
      return super.visitLiteral(literal, null);
    }

    private int parameters(MethodTree method) {
      boolean areData = kind == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
      return areData ? 0 : method.getParameters().size();
    }

    @Override
    public @Nullable Void visitCatch(CatchTree tree, @Nullable Void nothing) {
      if (!throwsOn(tree))
        for (var type : tree.getParameter().getType().toString().split("\\|"))
          catches.add(type.strip());
      return super.visitCatch(tree, null);
    }

    private static boolean throwsOn(CatchTree tree) {
      var statements = tree.getBlock().getStatements();
      return !statements.isEmpty()
          && statements.getLast() instanceof ThrowTree last
          && last.getExpression() instanceof IdentifierTree thrown
          && thrown.getName().equals(tree.getParameter().getName());
    }

    private long start(Tree tree) {
      return positions.getStartPosition(unit, tree);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
