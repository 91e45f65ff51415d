import java.io.FileInputStream;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates files, all in one process: arguments are pairs of a flavour (2a, ua1, ...) and a file. Prints one line each:
 * flavour, file and the rules that failed, by clause and number, parted by tabs.
 */
public class Validate {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    VeraGreenfieldFoundryProvider.initialise();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[i]);
      if (flavour == null || flavour == PDFAFlavour.NO_FLAVOUR) throw new IllegalArgumentException(arguments[i]);
      Set<String> failed = new LinkedHashSet<>();
      try (FileInputStream input = new FileInputStream(arguments[i + 1]);
          PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        ValidationResult result = validator.validate(parser);
        for (TestAssertion assertion : result.getTestAssertions()) {
          if (assertion.getStatus() == TestAssertion.Status.FAILED)
            failed.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber());
        }
        if (failed.isEmpty() && !result.isCompliant()) failed.add("not compliant");
      } catch (Exception error) {
        failed.add(error.getClass().getSimpleName() + ": " + error.getMessage());
      }
      out.println(arguments[i] + "\t" + arguments[i + 1] + "\t" + String.join(" ", failed));
    }
  }
}
