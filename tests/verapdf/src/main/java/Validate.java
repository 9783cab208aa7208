import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates PDFs, and every PDF in the folders given, against PDF/UA-1 and PDF/A-2a; a pack against what its manifest promises.
 */
public final class Validate {
    private record Standard(String name, PDFAFlavour flavour) {}

    private static final List<Standard> STANDARDS = List.of(
            new Standard("PDF/UA-1", PDFAFlavour.PDFUA_1),
            new Standard("PDF/A-2a", PDFAFlavour.PDFA_2_A),
            new Standard("PDF/A-2b", PDFAFlavour.PDFA_2_B),
            new Standard("PDF/A-2u", PDFAFlavour.PDFA_2_U));

    /** What every paper meets. */
    private static final List<Standard> OF_PAPERS = STANDARDS.subList(0, 2);

    /** The standards of the pack itself: those of its papers are set in further. */
    private static final Pattern PROMISED = Pattern.compile("^  \"standards\": \\[(.*?)\\]", Pattern.MULTILINE | Pattern.DOTALL);

    private Validate() {}

    /** Prints a line for each PDF and standard; exits 1 if any fails or there is no PDF. */
    public static void main(String[] arguments) throws IOException {
        LogManager.getLogManager().reset(); // the parser's remarks are not findings
        VeraGreenfieldFoundryProvider.initialise();
        List<Path> pdfs = pdfs(arguments);
        int failed = 0;
        int checks = 0;
        for (Path pdf : pdfs) {
            List<Standard> standards = promised(pdf);
            checks += standards.size();
            if (standards.isEmpty()) {
                System.out.printf("--    promises no standard  %s%n", pdf);
            }
            for (Standard standard : standards) {
                List<String> findings = findings(pdf, standard.flavour());
                System.out.printf("%-4s  %s  %s%n", findings.isEmpty() ? "ok" : "FAIL", standard.name(), pdf);
                findings.forEach(finding -> System.out.println("      " + finding));
                failed += findings.isEmpty() ? 0 : 1;
            }
        }
        System.out.printf("veraPDF: %d PDFs, %d of %d checks failed%n", pdfs.size(), failed, checks);
        System.exit(failed > 0 || checks == 0 ? 1 : 0);
    }

    private static List<Path> pdfs(String[] arguments) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String argument : arguments) {
            try (Stream<Path> paths = Files.walk(Path.of(argument))) {
                paths.filter(Files::isRegularFile).filter(Validate::isPdf).sorted().forEach(found::add);
            }
        }
        return found;
    }

    /** Tells whether a file is a PDF; what is kept from run to run, in hidden folders, is not looked at. */
    private static boolean isPdf(Path path) {
        boolean hidden = StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .anyMatch(name -> name.startsWith(".") && name.length() > 2);
        return !hidden && path.toString().toLowerCase().endsWith(".pdf");
    }

    /** Returns what a PDF must meet: what the manifest beside it promises, or else what every paper meets. */
    private static List<Standard> promised(Path pdf) throws IOException {
        Path manifest = Path.of(pdf.toString().replaceAll("(?i)\\.pdf$", ".json"));
        if (!Files.exists(manifest)) {
            return OF_PAPERS;
        }
        Matcher promised = PROMISED.matcher(Files.readString(manifest));
        if (!promised.find()) {
            throw new IOException(manifest + " is no manifest");
        }
        List<String> names = Stream.of(promised.group(1).split(",")).map(name -> name.replaceAll("[\\s\"]", "")).toList();
        List<Standard> known = STANDARDS.stream().filter(standard -> names.contains(standard.name())).toList();
        if (names.stream().anyMatch(name -> !name.isEmpty() && known.stream().noneMatch(standard -> standard.name().equals(name)))) {
            throw new IOException(manifest + " promises what cannot be checked here: " + names);
        }
        return known;
    }

    /** Returns a line for each rule that fails, or for what kept the file from being read. */
    private static List<String> findings(Path pdf, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(pdf.toFile(), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> lines = new ArrayList<>();
            result.getFailedChecks().forEach((rule, times) -> lines.add(describe(rule, times, result)));
            if (lines.isEmpty() && !result.isCompliant()) {
                lines.add("not compliant: " + result.getJobEndStatus());
            }
            return lines.stream().sorted().toList();
        } catch (Exception | StackOverflowError error) {
            return List.of("could not be validated: " + error);
        }
    }

    private static String describe(RuleId rule, int times, ValidationResult result) {
        String head = "clause %s, test %d, %d times: ".formatted(rule.getClause(), rule.getTestNumber(), times);
        return head + result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED && assertion.getRuleId().equals(rule))
                .findFirst()
                .map(first -> message(first) + "; first at " + first.getLocation().getContext())
                .orElse("no example kept");
    }

    private static String message(TestAssertion assertion) {
        String message = assertion.getErrorMessage();
        return (message == null ? assertion.getMessage() : message).replaceAll("\\s+", " ");
    }
}
