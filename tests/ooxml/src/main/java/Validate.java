import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.DocumentDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FootnotesDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FtrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.SettingsDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Validates every .docx in the folders given against the schemas of Office Open XML. */
public final class Validate {
    private static final String COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    private interface Reader {
        XmlObject read(Node node) throws XmlException;
    }

    private static final Map<String, Reader> PARTS = Map.of(
        "/word/document.xml", node -> DocumentDocument.Factory.parse(node),
        "/word/footnotes.xml", node -> FootnotesDocument.Factory.parse(node),
        "/word/footer1.xml", node -> FtrDocument.Factory.parse(node),
        "/word/numbering.xml", node -> NumberingDocument.Factory.parse(node),
        "/word/settings.xml", node -> SettingsDocument.Factory.parse(node),
        "/word/styles.xml", node -> StylesDocument.Factory.parse(node));

    private Validate() {}

    /** Prints a line for each document; exits 1 if any has a fault or there is none. */
    public static void main(String[] folders) throws IOException {
        System.setProperty("log4j2.StatusLogger.level", "OFF"); // the reader's remarks are not findings
        List<Path> files = documents(folders);
        int failed = 0;
        for (Path file : files) {
            List<String> faults = faults(file);
            System.out.printf("%-4s  %s%n", faults.isEmpty() ? "ok" : "FAIL", file);
            faults.forEach(fault -> System.out.println("      " + fault));
            failed += faults.isEmpty() ? 0 : 1;
        }
        System.out.printf("Office Open XML: %d documents, %d failed%n", files.size(), failed);
        System.exit(failed > 0 || files.isEmpty() ? 1 : 0);
    }

    private static List<Path> documents(String[] folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                paths.filter(path -> path.toString().endsWith(".docx")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    /** Returns a line for each fault, or for what kept the file from being read. */
    private static List<String> faults(Path file) {
        List<String> faults = new ArrayList<>();
        try (OPCPackage opened = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            for (PackagePart part : opened.getParts()) {
                check(part, faults);
            }
            if (opened.getPackageProperties().getTitleProperty().isEmpty()) {
                faults.add("the file has no title");
            }
            try (XWPFDocument document = new XWPFDocument(opened)) {
                if (document.getParagraphs().stream().noneMatch(paragraph -> "Title".equals(paragraph.getStyle()))) {
                    faults.add("no paragraph is the title");
                }
            }
        } catch (Exception error) {
            faults.add("cannot be read: " + error);
        }
        return faults;
    }

    private static void check(PackagePart part, List<String> faults) throws Exception {
        String name = part.getPartName().getName();
        if (PARTS.containsKey(name)) {
            validate(part, PARTS.get(name), faults);
        } else if (name.startsWith("/word/") && name.endsWith(".xml")) {
            faults.add(name + " is a part that nothing here checks");
        }
    }

    private static void validate(PackagePart part, Reader reader, List<String> faults) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (InputStream stream = part.getInputStream()) {
            Document document = factory.newDocumentBuilder().parse(stream);
            pass(document.getDocumentElement());
            List<XmlError> errors = new ArrayList<>();
            reader.read(document).validate(new XmlOptions().setErrorListener(errors));
            errors.stream().map(error -> part.getPartName() + ": " + error.getMessage()).distinct().forEach(faults::add);
        }
    }

    /** Passes over what the part says may be passed over, as a reader does that does not know those names. */
    private static void pass(Element root) {
        String[] prefixes = root.getAttributeNS(COMPATIBILITY, "Ignorable").split(" ");
        root.removeAttributeNS(COMPATIBILITY, "Ignorable");
        for (String prefix : prefixes) {
            String space = prefix.isEmpty() ? null : root.lookupNamespaceURI(prefix);
            if (space != null) {
                var named = root.getElementsByTagNameNS(space, "*");
                while (named.getLength() > 0) {
                    named.item(0).getParentNode().removeChild(named.item(0));
                }
            }
        }
    }
}
