package dev.postern.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a file cannot be used, in words: what Java says of it is often the name of a class.
public final class FileTrouble {
  private FileTrouble() {}

  public static String words(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> denied.getFile() + " is closed to this user";
      case NoSuchFileException missing -> missing.getFile() + " is not there and cannot be made";
      case FileAlreadyExistsException other -> other.getFile() + " is there and no folder";
      case FileSystemException one when one.getReason() != null ->
          "%s: %s".formatted(one.getFile(), one.getReason());
      default -> String.valueOf(failure.getMessage());
    };
  }
}
