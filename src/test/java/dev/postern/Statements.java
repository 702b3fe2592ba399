package dev.postern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The SQL that the compiled tables give to a `Handle`, read from their class files.
final class Statements {
  private static final Set<String> TAKES_SQL =
      Set.of("createQuery", "createUpdate", "prepareBatch");

  /// One statement; without text when it is not a constant.
  record Statement(String where, Optional<String> sql) {}

  private Statements() {}

  static List<Statement> in(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\w+Table(\\$.*)?\\.class"))
          .sorted()
          .flatMap(Statements::inClass)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Statement> inClass(Path file) {
    try {
      var model = ClassFile.of().parse(file);
      return model.methods().stream().flatMap(method -> inMethod(model, method));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Statement> inMethod(ClassModel model, MethodModel method) {
    var name = model.thisClass().name().stringValue();
    var where = name.substring(name.lastIndexOf('/') + 1) + "." + method.methodName().stringValue();
    return method.code().stream()
        .flatMap(code -> inCode(code).stream())
        .map(sql -> new Statement(where, sql));
  }

  private static List<Optional<String>> inCode(CodeModel code) {
    var targets = branchTargets(code);
    var found = new ArrayList<Optional<String>>();
    Optional<String> last = Optional.empty();
    for (CodeElement element : code) {
      switch (element) {
        case InvokeInstruction call when takesSql(call) -> {
          found.add(last);
          last = Optional.empty();
        }
        case ConstantInstruction constant when constant.constantValue() instanceof String text ->
            last = Optional.of(text);
        case LabelTarget target when !targets.contains(target.label()) -> {}
        // What follows a branch, as in `a ? "…" : "…"`, may have been put there by another way.
        case LabelTarget _, Instruction _ -> last = Optional.empty();
        default -> {}
      }
    }
    return found;
  }

  private static boolean takesSql(InvokeInstruction call) {
    return call.owner().name().equalsString("org/jdbi/v3/core/Handle")
        && TAKES_SQL.contains(call.name().stringValue());
  }

  private static Set<Label> branchTargets(CodeModel code) {
    var targets = new HashSet<Label>();
    for (CodeElement element : code) {
      switch (element) {
        case BranchInstruction branch -> targets.add(branch.target());
        case TableSwitchInstruction choice -> {
          targets.add(choice.defaultTarget());
          choice.cases().stream().map(SwitchCase::target).forEach(targets::add);
        }
        case LookupSwitchInstruction choice -> {
          targets.add(choice.defaultTarget());
          choice.cases().stream().map(SwitchCase::target).forEach(targets::add);
        }
        default -> {}
      }
    }
    return targets;
  }
}
