package dev.postern.images;

import dev.postern.errors.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Finds out whether bytes are an image, by decoding all of it where the JDK can.
///
/// One platform thread does it, behind a bounded queue: decoding computes for long, which a virtual
/// thread must not, and one image at a time bounds the memory that a hostile one can take.
final class ImageCheck {
  /// A square of 4096 pixels.
  private static final long MOST_PIXELS = 1L << 24;

  /// What is decoded is thrown away, so most of it is not even kept: a row or column in so many
  /// that this many remain.
  private static final int KEPT_ACROSS = 256;

  private static final int MOST_WAITING = 32;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

  private final ThreadPoolExecutor thread;

  ImageCheck() {
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("images").daemon().factory());
    thread.allowCoreThreadTimeOut(true);
  }

  /// The format of an image; empty where the bytes are none, or one that is too large.
  Optional<ImageFormat> formatOf(byte[] bytes) {
    return ImageFormat.of(bytes).filter(format -> waitFor(() -> isGood(format, bytes)));
  }

  private boolean waitFor(Callable<Boolean> work) {
    var task = new FutureTask<>(work);
    try {
      thread.execute(task);
      return task.get();
    } catch (RejectedExecutionException full) {
      throw new Unavailable("Too many images wait to be looked at.", COME_BACK_AFTER, full);
    } catch (InterruptedException interrupted) {
      task.cancel(false);
      Thread.currentThread().interrupt();
      throw new Unavailable("Interrupted at an image.", COME_BACK_AFTER, interrupted);
    } catch (ExecutionException stumbled) {
      if (stumbled.getCause() instanceof Error broken) throw broken;
      // The decoders throw what they stumble over, whatever it is: that is the answer.
      return false;
    }
  }

  private static boolean isGood(ImageFormat format, byte[] bytes) {
    return switch (format) {
      case PNG, GIF -> decodes(format, bytes);
      case JPEG -> !Traps.inJpeg(bytes) && decodes(format, bytes);
      case BMP -> !Traps.inBmp(bytes) && decodes(format, bytes);
      case WEBP -> new Webp(bytes, MOST_PIXELS).isGood();
    };
  }

  private static boolean decodes(ImageFormat format, byte[] bytes) {
    var reader = ImageIO.getImageReadersByFormatName(format.fileName()).next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(input, true, true);
      var width = reader.getWidth(0);
      var height = reader.getHeight(0);
      if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) return false;
      var sparse = reader.getDefaultReadParam();
      sparse.setSourceSubsampling(
          Math.ceilDiv(width, KEPT_ACROSS), Math.ceilDiv(height, KEPT_ACROSS), 0, 0);
      // As a raster a JPEG need not have colours that Java knows, such as those of print.
      if (reader.canReadRaster()) reader.readRaster(0, sparse);
      else reader.read(0, sparse);
      return true;
    } catch (IOException notAnImage) {
      return false;
    } finally {
      reader.dispose();
    }
  }
}
