// Let OmegaT's own glossary readers read files, and print what they found: file, source, target and comment.
//
// java -cp OmegaT.jar OmegatGlossary.java SOURCE TARGET FILE...

import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.IProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;

public class OmegatGlossary {
    public static void main(String[] args) throws Exception {
        ProjectProperties properties = new ProjectProperties(Files.createTempDirectory("project").toFile());
        properties.setSourceLanguage(args[0]);
        properties.setTargetLanguage(args[1]);
        // The TBX reader asks the open project for its languages and for nothing else.
        Object project = Proxy.newProxyInstance(IProject.class.getClassLoader(), new Class<?>[] {IProject.class},
            (self, method, given) -> method.getName().equals("getProjectProperties") ? properties : null);
        for (Field field : Core.class.getDeclaredFields()) {
            if (field.getType() == IProject.class) {
                field.setAccessible(true);
                field.set(null, project);
            }
        }
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (int i = 2; i < args.length; i++) {
            File file = new File(args[i]);
            List<GlossaryEntry> entries = file.getName().endsWith(".tbx")
                ? GlossaryReaderTBX.read(file, false) : GlossaryReaderTSV.read(file, false);
            for (GlossaryEntry entry : entries) {
                out.println(String.join("\t", file.getName(), entry.getSrcText(), entry.getLocText(),
                    entry.getCommentText().replace("\n", " ")));
            }
        }
    }
}
