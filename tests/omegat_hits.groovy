// Run by OmegaT in a project without a window: print what its own glossary search finds in each segment.
//
// omegat --mode=console-translate --script=omegat_hits.groovy PROJECT
// Prints: HIT, segment, source, target, comment.

import groovy.io.FileType
import org.omegat.core.Core
import org.omegat.gui.glossary.FindGlossaryThread
import org.omegat.gui.glossary.GlossaryManager
import org.omegat.gui.glossary.GlossaryTextArea
import sun.misc.Unsafe

if (eventType.toString() == "LOAD") {
    // The search asks its pane which entry is open, and a pane cannot be made without a window.
    def unsafe = Unsafe.getDeclaredField("theUnsafe")
    unsafe.accessible = true
    def pane = unsafe.get(null).allocateInstance(GlossaryTextArea)
    def properties = Core.project.projectProperties
    def manager = new GlossaryManager(pane)
    manager.priorityGlossary = new File(properties.writeableGlossary)
    new File(properties.glossaryRoot).eachFileRecurse(FileType.FILES) { file ->
        manager.glossaries[file.path] = manager.loadGlossaryFile(file)
    }
    Core.project.allEntries.each { entry ->
        pane.currentlyProcessedEntry = entry
        new FindGlossaryThread(pane, entry, manager).search().each { hit ->
            hit.getLocTerms(true).each { target ->
                println(["HIT", entry.srcText, hit.srcText, target, hit.commentText.replace("\n", " ")].join("\t"))
            }
        }
    }
}
