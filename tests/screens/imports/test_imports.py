"""A list taken over at the desk: refused rows named, the file corrected and read again, then all of it."""

from core.desk.facts import ListImported
from tests.cli.office_files import text_file
from tests.screens.conftest import Opened


async def test_a_file_is_looked_at_corrected_and_taken_over(desk: Opened, tmp_path) -> None:
    heads = ["Staff no", "Name", "Department", "Phone"]
    path = text_file(tmp_path / "new.csv", [heads, ["901", "Ann Lee", "Kitchen", "13900000901"]], "utf-8")
    async with desk(person="Chen Jing") as running:
        await running.do("app.register", "register.people", "app.import")
        assert "people" in running.text
        await running.type(str(path))
        await running.do("form.save")
        shown = await running.until("Kitchen")
        assert "wrong 1" in shown
        assert "“Kitchen” is not a department" in shown
        await running.do("import.take")
        await running.until("Rows are wrong")
        text_file(path, [heads, ["901", "Ann Lee", "Cleaning", "13900000901"]], "utf-8")
        await running.do("import.again")
        assert "Department: Cleaning, Phone: 139****0901" in await running.until("new 1")
        await running.do("import.take")
        await running.until("Imported. new 1")
        with running.store.reading() as look:
            assert look.people.directory().people_by_no["901"].department == "cleaning"
            (entry,) = look.events.entries(ListImported)
        assert entry.event.actor == "Chen Jing"
        assert entry.event.fact == ListImported(kind="people", source="new.csv", new=1)


async def test_whoever_may_not_import_is_told_so(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.import")
        await running.until("needs a supervisor")


async def test_an_encoding_is_chosen_in_the_form(desk: Opened, tmp_path) -> None:
    path = text_file(tmp_path / "new.csv", [["Staff no", "Name"], ["901", "ИВАНОВ"]], "cp1251")
    async with desk(person="Chen Jing") as running:
        await running.do("app.register", "register.people", "app.import")
        await running.type(str(path))
        await running.do("form.save")
        assert "Text read as GB18030" in await running.until("new 1")
        await running.do("import.back")
        await running.until("Encoding")
        await running.do("form.next_field", "form.next_field", "form.next_field")
        await running.type("Windows-1251")
        await running.do("form.save")
        shown = await running.until("Text read as Windows-1251")
        assert "ИВАНОВ" in shown
