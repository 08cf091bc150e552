"""Acts that ask something in a dialog first, or reach outside the app.

What they do stands in `paperreader.tui.flows`, which is imported at first use:
none of it is needed for the first paint.
"""

from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.widgets.detail import DetailPane


class Taking(Viewing):
    """The acts that open dialogs, browsers, editors and clipboards."""

    def action_add_tags(self) -> None:
        """Ask for tags and add them."""
        from paperreader.tui.flows import tagging  # noqa: PLC0415 - at first use

        self.start(tagging.tag(self, "add"), "dialog")

    def action_remove_tags(self) -> None:
        """Ask for tags and remove them."""
        from paperreader.tui.flows import tagging  # noqa: PLC0415 - at first use

        self.start(tagging.tag(self, "remove"), "dialog")

    def action_rename_tag(self) -> None:
        """Ask for a tag and give it another name everywhere."""
        from paperreader.tui.flows import tagging  # noqa: PLC0415 - at first use

        self.start(tagging.rename(self), "dialog")

    def action_write_note(self) -> None:
        """Write the note in a dialog."""
        from paperreader.tui.flows import noting  # noqa: PLC0415 - at first use

        self.start(noting.write_here(self), "dialog")

    def action_write_note_in_editor(self) -> None:
        """Write the note in the user's own editor."""
        from paperreader.tui.flows import noting  # noqa: PLC0415 - at first use

        noting.write_in_editor(self)

    def action_choose_sort(self) -> None:
        """Ask for an order."""
        from paperreader.tui.flows import asking  # noqa: PLC0415 - at first use

        self.start(asking.sort(self), "dialog")

    def action_choose_group(self) -> None:
        """Ask what to group the list by."""
        from paperreader.tui.flows import asking  # noqa: PLC0415 - at first use

        self.start(asking.group(self), "dialog")

    def action_save_view(self) -> None:
        """Ask for a name and keep what is shown under it."""
        from paperreader.tui.flows import views  # noqa: PLC0415 - at first use

        self.start(views.save(self), "dialog")

    def action_edit_view(self) -> None:
        """Ask for another name or key of the saved view."""
        from paperreader.tui.flows import views  # noqa: PLC0415 - at first use

        self.start(views.edit(self), "dialog")

    def action_remove_view(self) -> None:
        """Remove the saved view and leave its search open."""
        from paperreader.tui.flows import views  # noqa: PLC0415 - at first use

        views.remove(self)

    def action_copy_citation(self) -> None:
        """Copy the citation of the current entry or of the marked ones."""
        from paperreader.tui.flows import copying  # noqa: PLC0415 - at first use

        self.start(copying.copy_citation(self), "dialog")

    def action_choose_copy(self) -> None:
        """Ask what to copy."""
        from paperreader.tui.flows import copying  # noqa: PLC0415 - at first use

        self.start(copying.choose(self), "dialog")

    def action_change_key(self) -> None:
        """Ask for another citation key of the current entry."""
        from paperreader.tui.flows import copying  # noqa: PLC0415 - at first use

        self.start(copying.change_key(self), "dialog")

    def action_open_page(self) -> None:
        """Open the paper's page in the browser."""
        from paperreader.tui.flows import browsing  # noqa: PLC0415 - at first use

        browsing.open_page(self)

    def action_open_pdf(self) -> None:
        """Open the paper's PDF in the browser."""
        from paperreader.tui.flows import browsing  # noqa: PLC0415 - at first use

        browsing.open_pdf(self)

    def action_choose_link(self) -> None:
        """Ask which link to open."""
        from paperreader.tui.flows import browsing  # noqa: PLC0415 - at first use

        self.start(browsing.choose_link(self), "dialog")

    def on_detail_pane_link_clicked(self, event: DetailPane.LinkClicked) -> None:
        """Open the address that was clicked."""
        from paperreader.tui.flows import browsing  # noqa: PLC0415 - at first use

        browsing.open_clicked(self, event.url)

    def action_export(self) -> None:
        """Export what is marked, else what is shown."""
        from paperreader.tui.flows import exporting  # noqa: PLC0415 - at first use

        if not self.marks and not self.may_take_all():
            return
        self.start(exporting.export_list(self), "dialog")

    def action_import_source(self) -> None:
        """Ask for a source and import it."""
        from paperreader.tui.flows import importing  # noqa: PLC0415 - at first use

        self.start(importing.ask(self), "dialog")

    def action_import_sample(self) -> None:
        """Import a sample dump."""
        from paperreader.tui.flows import importing  # noqa: PLC0415 - at first use

        self.start(importing.sample(self), "dialog")

    def action_find_duplicates(self) -> None:
        """Show entries that may be one paper, to be merged or kept apart."""
        from paperreader.tui.flows import duplicates  # noqa: PLC0415 - at first use

        self.start(duplicates.look(self), "dialog")

    def action_show_statistics(self) -> None:
        """Show the statistics of the library."""
        from paperreader.tui.flows import counting  # noqa: PLC0415 - at first use

        self.start(counting.show(self), "dialog")

    def import_text(self, text: str) -> None:
        """Import a dump that was pasted."""
        from paperreader.tui.flows import importing  # noqa: PLC0415 - at first use

        self.start(importing.pasted(self, text), "dialog")

    def action_help(self) -> None:
        """Show all commands and keys."""
        from paperreader.tui.flows import asking  # noqa: PLC0415 - at first use

        self.hold_keys()
        asking.show_help(self)

    def action_palette(self) -> None:
        """Open the palette of all commands."""
        self.app.action_command_palette()

    def action_choose_theme(self) -> None:
        """Choose the colours."""
        self.app.action_change_theme()

    def action_quit(self) -> None:
        """Quit; everything is saved already."""
        self.app.exit(0)
