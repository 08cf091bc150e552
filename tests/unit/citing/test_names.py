"""Names taken apart, and written so that BibTeX takes them apart alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.citing.names import Name, authors, clean, is_simple, parse
from paperreader.citing.tex_names import author

CASES = [
    # as the source prints it, given, particle, family, suffix, as BibTeX is given it
    ("Ashish Vaswani", "Ashish", "", "Vaswani", "", "Ashish Vaswani"),
    ("Łukasz Kaiser", "Łukasz", "", "Kaiser", "", "Kaiser, Łukasz"),
    ("J. K. Rowling", "J. K.", "", "Rowling", "", "J. K. Rowling"),
    ("Anton van den Hengel", "Anton", "van den", "Hengel", "", "Anton van den Hengel"),
    ("Celso M de Melo", "Celso M", "de", "Melo", "", "Celso M de Melo"),
    ("van de Beek", "", "van de", "Beek", "", "van de Beek"),
    ("van der Maaten, Laurens", "Laurens", "van der", "Maaten", "", "Laurens van der Maaten"),
    ("Hinton, Geoffrey E.", "Geoffrey E.", "", "Hinton", "", "Geoffrey E. Hinton"),
    ("Luc Van Gool", "Luc", "", "Van Gool", "", "Van Gool, Luc"),
    ("Toon Van de Maele", "Toon", "", "Van de Maele", "", "Van de Maele, Toon"),
    ("Kiet Van Nguyen", "Kiet Van", "", "Nguyen", "", "Kiet Van Nguyen"),
    ("Teven Le Scao", "Teven", "", "Le Scao", "", "Le Scao, Teven"),
    (
        "Maria de Lourdes M. Silva",
        *("Maria de Lourdes M.", "", "Silva", ""),
        "Silva, Maria de Lourdes M.",
    ),
    ("José Ortega y Gasset", "José", "", "Ortega y Gasset", "", "{Ortega y Gasset}, José"),
    (
        "Santos da Silva, Guilherme",
        *("Guilherme", "", "Santos da Silva", ""),
        "{Santos da Silva}, Guilherme",
    ),
    ("Jose Silva Neto", "Jose", "", "Silva Neto", "", "Silva Neto, Jose"),
    ("Hal Daumé III", "Hal", "", "Daumé", "III", "Daumé, III, Hal"),
    ("Roberto M. Cesar Jr.", "Roberto M.", "", "Cesar", "Jr.", "Cesar, Jr., Roberto M."),
    (
        "King, Jr., Martin Luther",
        "Martin Luther",
        "",
        "King",
        "Jr.",
        "King, Jr., Martin Luther",
    ),
    ("Webster, Robert J., III", "Robert J.", "", "Webster", "III", "Webster, III, Robert J."),
    ("John Smith, Jr.", "John", "", "Smith", "Jr.", "Smith, Jr., John"),
    ("haonan he", "haonan", "", "he", "", "he, haonan"),
    ("Sailesh kiran kurra", "Sailesh kiran", "", "kurra", "", "kurra, Sailesh kiran"),
    ("Özgür Şahin", "Özgür", "", "Şahin", "", "Şahin, Özgür"),
    ('Linxi "Jim" Fan', 'Linxi "Jim"', "", "Fan", "", 'Linxi "Jim" Fan'),
    (r"Tolúl\d{o}pé Ògúnrèmí", r"Tolúl\d{o}pé", "", "Ògúnrèmí", "", r"Ògúnrèmí, Tolúl\d{o}pé"),
    (
        r"Fran{\c c}ois Chollet",
        r"Fran{\c{c}}ois",
        "",
        "Chollet",
        "",
        r"Chollet, Fran{\c{c}}ois",
    ),
    ("Sunil Aryal%", "Sunil", "", "Aryal%", "", r"Sunil Aryal\%"),
]

WHOLE = [
    ("OpenAI", "{OpenAI}"),
    ("Plato", "{Plato}"),
    ("王伟", "{王伟}"),
    ("others-not", "{others-not}"),
    ("Gemma Team", "{Gemma Team}"),
    ("the TCV team", "{the TCV team}"),
    ("Euclid Collaboration", "{Euclid Collaboration}"),
    ("Shanghai AI Lab", "{Shanghai AI Lab}"),
    ("LG AI Research", "{LG AI Research}"),
    ("Google, Inc.", "{Google, Inc.}"),
    ("Institute of Physics and Chemistry", "{Institute of Physics and Chemistry}"),
    ("Ann Lee and Bo Chen", "{Ann Lee and Bo Chen}"),
    ("A, B, C, D", "{A, B, C, D}"),
    ("Young-Jun_Lee", r"{Young-Jun\_Lee}"),
]

CLEANED = [
    ("and Shadab Khan", "Shadab Khan"),
    ("Laurence Tianruo Yang and", "Laurence Tianruo Yang"),
    ("Kenneth M. Merz,", "Kenneth M. Merz"),
    ("Eric~Granger", "Eric Granger"),
    (r"\\Ajinkya Umesh Mulik", "Ajinkya Umesh Mulik"),
    ("Sathyanarayanan N. Aakur\\\\", "Sathyanarayanan N. Aakur"),
    ("Peter St\\ütz", "Peter Stütz"),
    (r"Nguy\~ên", r"Nguy\~ên"),
    ("  Ada \n\t Lovelace ", "Ada Lovelace"),
    ("Ada\x1b[31m Lovelace\u202e", "Ada[31m Lovelace"),
    ("Ada\ud800", "Ada\ufffd"),
    (" , ", ""),
    ("", ""),
]


@pytest.mark.parametrize(("source", "parts", "bib"), [(c[0], c[1:5], c[5]) for c in CASES])
def test_a_person(source: str, parts: tuple[str, str, str, str], bib: str) -> None:
    name = parse(clean(source))
    assert name == Name(*parts)
    assert author(name) == bib


@pytest.mark.parametrize(("source", "bib"), WHOLE)
def test_what_must_not_be_split(source: str, bib: str) -> None:
    name = parse(source)
    assert name == Name("", "", source, literal=True)
    assert author(name) == bib


@pytest.mark.parametrize(("source", "cleaned"), CLEANED)
def test_cleaning(source: str, cleaned: str) -> None:
    assert clean(source) == cleaned


def test_natural_order_and_surname() -> None:
    name = parse("van der Maaten, Jr., Laurens")
    assert name.natural == "Laurens van der Maaten Jr."
    assert name.surname == "van der Maaten"


@pytest.mark.parametrize(
    ("names", "count", "expected", "incomplete"),
    [
        (("Ada Lovelace", "et al."), None, ("Ada Lovelace",), True),
        (("Ada Lovelace", "others"), None, ("Ada Lovelace",), True),
        (("Ada Lovelace",), 5, ("Ada Lovelace",), True),
        (("Ada Lovelace",), 1, ("Ada Lovelace",), False),
        (("Ada Lovelace", " ", "\x00"), None, ("Ada Lovelace",), False),
        ((), 3, (), False),
        (("et al.",), 3, (), False),
    ],
)
def test_authors(
    names: tuple[str, ...], count: int | None, expected: tuple[str, ...], incomplete: bool
) -> None:
    assert authors(names, count) == (expected, incomplete)


@given(st.text(max_size=40))
def test_no_word_is_lost_and_nothing_raises(text: str) -> None:
    name = clean(text)
    words = sorted(name.replace(",", " ").split())
    assert sorted(parse(name).natural.replace(",", " ").split()) == words


SYLLABLES = st.sampled_from(
    ["Ann", "van", "De", "Jr.", "III", "Team", "O'Neil", "M.", "Le", "AI", "Neto", "Lee-Chen"]
)


@given(st.lists(SYLLABLES, min_size=2, max_size=4).map(" ".join))
def test_the_short_way_says_what_the_long_way_says(name: str) -> None:
    if is_simple(name):
        assert author(parse(name)) == name
