import pytest

from tests.acquire.conftest import Take, only, refusal, said

RUSSIAN = "Порт Амарель закрыт до понедельника, сообщила министр Ильза Дорен. Паром не ходит третий день. " * 3
FRENCH = "Le port d'Amarel reste fermé jusqu'à lundi, a déclaré la ministre, « à cause de la tempête ». " * 3
ENGLISH = "The port stays closed until Monday, the minister’s office said; it is a “precaution”. " * 5
POLISH = "Port w Amarel pozostanie zamknięty do poniedziałku, powiedziała minister. Żaden prom nie kursuje już. " * 3
META = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'
HTTP = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><p>{}</p></html>'


@pytest.mark.parametrize(
    ("name", "text", "written", "codec", "basis"),
    [
        ("a.txt", RUSSIAN, "utf-8", "utf-8", "utf-8"),
        ("a.txt", RUSSIAN, "utf-8-sig", "utf-8", "bom"),
        ("a.txt", RUSSIAN, "utf-16", "utf-16", "bom"),
        ("a.txt", RUSSIAN, "utf-32", "utf-32", "bom"),
        ("a.txt", ENGLISH, "utf-16-le", "utf-16-le", "detected"),
        ("a.txt", "All in ASCII", "utf-16-be", "utf-16-be", "detected"),
        ("a.txt", RUSSIAN, "cp1251", "cp1251", "detected"),
        ("a.txt", RUSSIAN, "koi8-r", "koi8-r", "detected"),
        ("a.txt", ENGLISH, "cp1252", "cp1252", "detected"),
        ("a.txt", FRENCH, "cp1252", "cp1252", "detected"),
        ("a.txt", POLISH, "cp1250", "cp1250", "detected"),
        ("a.html", META.format("windows-1251", RUSSIAN), "cp1251", "cp1251", "declared"),
        ("a.html", META.format("iso-8859-1", FRENCH), "cp1252", "cp1252", "declared"),
        ("a.html", HTTP.format("ISO-8859-2", POLISH), "iso8859-2", "iso8859-2", "declared"),
        ("a.html", META.format("Shift_JIS", "アマレル港は月曜日まで閉鎖される"), "cp932", "cp932", "declared"),
        ("a.html", META.format("iso-8859-1", RUSSIAN), "utf-8", "utf-8", "utf-8"),
        ("a.html", META.format("utf-8", RUSSIAN), "cp1251", "cp1251", "detected"),
        ("a.html", META.format("rot13", RUSSIAN), "utf-8", "utf-8", "utf-8"),
        ("a.html", META.format("x-made-up", RUSSIAN), "utf-8", "utf-8", "utf-8"),
    ],
)
def test_encodings(take: Take, name: str, text: str, written: str, codec: str, basis: str) -> None:
    page = only(take({name: text.encode(written)}))
    assert (page.encoding, page.encoding_basis) == (codec, basis)
    assert page.decode() == text


def test_a_text_cut_within_a_character_or_with_one_bad_byte_is_still_utf_8(take: Take) -> None:
    data = (RUSSIAN * 10).encode()
    page = only(take({"a.txt": data[:-3] + b"\xff."}))
    assert (page.encoding, page.encoding_basis) == ("utf-8", "detected")
    assert page.decode().startswith(RUSSIAN)


def test_each_file_of_a_folder_has_its_own_encoding(take: Take) -> None:
    found = take(
        {"in/a.txt": RUSSIAN.encode("cp1251"), "in/b.txt": RUSSIAN.encode(), "in/c.txt": RUSSIAN.encode("utf-16")}, "in"
    )
    assert {text for _, text in said(found)} == {RUSSIAN}


def test_a_table_whose_first_accent_comes_late(take: Take) -> None:
    rows = ["text"] + ["The talks go on."] * 30_000 + ["The café stays closed."]
    last = take({"a.csv": "\n".join(rows).encode("cp1252")})[-1]
    assert said([last]) == [("a.csv#30001", "The café stays closed.")]
    assert getattr(last, "encoding_basis", "") == "detected"


def test_control_codes_throughout_are_no_text(take: Take) -> None:
    assert refusal(take({"a.txt": b"ab\x01\x02\x03" * 100})).code == "not_text"
