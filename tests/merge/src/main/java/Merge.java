import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.logging.LogManager;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.PDFMergerUtility;

/** Joins PDFs with PDFBox's PDFMergerUtility, as it comes: the first argument is the result, the others are its parts. */
public final class Merge {
    private Merge() {}

    /** Prints how many milliseconds the join took, without the start of Java. */
    public static void main(String[] arguments) throws IOException {
        LogManager.getLogManager().reset(); // remarks on fonts and forms
        long start = System.nanoTime();
        PDFMergerUtility merger = new PDFMergerUtility();
        for (String part : List.of(arguments).subList(1, arguments.length)) {
            merger.addSource(new File(part));
        }
        merger.setDestinationFileName(arguments[0]);
        merger.mergeDocuments(IOUtils.createMemoryOnlyStreamCache());
        System.out.println((System.nanoTime() - start) / 1_000_000);
    }
}
