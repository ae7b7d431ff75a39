"""Words of an emergency are recognized as people write them, and others are not."""

import re
import unicodedata

import pytest

from care import word_lists
from care.red_flag_words import may_be_urgent, with_parts

# A sign in Spanish, in the order of the safety check.
URGENT_IN_SPANISH = [
    "Tengo adormecimiento entre las piernas desde esta mañana",
    "Siento hormigueo entre las piernas",
    "adormecida la entrepierna",
    "entumecimiento de las nalgas y los genitales",
    "hormigueo alrededor del ano",
    "anestesia en silla de montar",
    "se me ha dormido la zona íntima",
    "tengo las piernas dormidas",
    "Las piernas se me han dormido",
    "la pierna derecha está entumecida",
    "No siento las piernas",
    "ya no siento el pie",
    "no me siento la pierna",
    "he perdido sensibilidad en los genitales",
    "no noto cuando me limpio",
    "lo siento raro al limpiarme",
    "No siento nada durante el sexo",
    "¿Síndrome de la cola de caballo?",
    "no puedo orinar",
    "No puedo hacer pipí",
    "mi hijo no puede hacer pis",
    "no consigo mear y me duele la espalda",
    "me cuesta mucho orinar desde ayer",
    "no puedo hacer popó",
    "llevo un día sin poder ir al baño",
    "no he orinado desde ayer",
    "no controlo los esfínteres",
    "he perdido el control de la vejiga",
    "pérdida del control de los intestinos",
    "se me escapa la orina",
    "me hago pis encima",
    "me orino sin querer",
    "incontinencia",
    "problemas de vejiga",
    "no puedo caminar",
    "No puedo ni andar",
    "no puedo mover la pierna",
    "debilidad en las piernas",
    "cada vez tengo las piernas más débiles",
    "no tengo fuerza en el pie",
    "se me dobla la pierna",
    "la pierna no me responde",
    "las piernas me fallan",
    "tengo el pie caído",
    "hormigueo en ambas piernas",
    "dolor en las dos piernas",
    "me duelen las dos piernas",
    "se me duermen las dos piernas",
    "Dolor en el pecho",
    "me duele mucho el pecho",
    "me duele la mandíbula y el pecho",
    "opresión en el pecho",
    "un infarto",
    "ataque al corazón",
    "¿Es un derrame cerebral?",
    "ictus",
    "tiene la boca torcida",
    "No puedo respirar",
    "me cuesta respirar",
    "me falta el aire",
    "tosiendo sangre",
    "me desmayé ayer",
    "perdió el conocimiento",
    "el peor dolor de cabeza de mi vida",
    "tengo la pantorrilla hinchada",
    "la pierna izquierda está hinchada y caliente",
    "se me ha hinchado la pierna",
    "tuve un coágulo",
    "trombosis venosa",
    "aneurisma de aorta",
    "tuve un accidente de coche",
    "choqué el carro",
    "me atropelló una moto",
    "me caí por las escaleras",
    "Me caí de un caballo",
    "una mala caída",
    "golpe fuerte en la espalda",
    "fiebre y dolor de espalda",
    "dolor abdominal con vómitos",
    "me duele la espalda y tengo fiebre",
    "tengo calentura y me duele la cadera",
    "escalofríos y dolor en los riñones",
    "dolor en un testículo",
    "me duelen los huevos",
    "torsión testicular",
    "apendicitis",
    "embarazo ectópico",
    "tengo la hernia atascada",
    "la hernia está dura y roja",
    "mi bebé no se mueve",
    "el bebé se mueve menos",
    "ya no siento al bebé",
    "no se mueve mi bebé",
    "estoy embarazada y estoy sangrando",
    "sangrado en el embarazo",
    "rompí aguas",
    "pienso en el suicidio",
    "Me quiero morir",
    "quiero matarme",
    "me quiero matar",
    "ya no quiero vivir",
    "no tengo ganas de vivir",
    "la vida no vale la pena",
    "estaría mejor muerta",
    "quiero hacerme daño",
    "pienso en quitarme la vida",
]

# As in English, no alarm for what passes, or has many harmless causes.
EVERYDAY_IN_SPANISH = [
    "Gracias por las cifras por edad.",
    "Tengo el muslo adormecido por estar sentado.",
    "Se me duerme el pie cuando cruzo las piernas.",
    "Después de sentarme noto la cadera rígida.",
    "¿Puedo hacerlo con la rodilla mal?",
    "Las piernas de mi silla son muy cortas.",
    "Tengo una hernia desde hace años.",
    "Mi bebé se mueve mucho por la noche.",
    "Las dos piernas descansan sobre una silla.",
    "Estoy embarazada de seis meses.",
    "Estoy embarazada y me hicieron un análisis de sangre.",
    "No me siento bien en esa silla.",
    "No siento mejoría en la espalda.",
    "No puedo dormir por el dolor de espalda.",
    "No puedo andar en bici todavía.",
    "No quiero hacerme daño con este ejercicio.",
    "Dolor de espalda al llevar la rodilla al pecho.",
    "Me duele al abrir el pecho.",
    "¿La sala está sin aire acondicionado?",
    "Tengo las piernas cansadas e hinchadas.",
    "Me duele la pierna cuando estoy dormida.",
    "Ejercicios de torsión de tronco",
    "El dolor se desvaneció en una semana.",
    "Me muero de dolor de cuello.",
    "Peso muerto con espalda recta",
    "Hace un año que me duele la ingle.",
    "Me caigo de sueño.",
    "La rodilla me falla al bajar.",
    "Respirar despacio me ayuda.",
    "dolor lumbar",
    "dolor de cadera en el embarazo",
]


def without_accents(text):
    """The text as it is typed on a keyboard without accents or ñ."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(each for each in letters if not unicodedata.combining(each))


@pytest.mark.parametrize(
    "text",
    [
        "I am numb between my legs since this morning",
        "cant pee and my back hurts",
        "I can’t feel my foot",
        "chest pain on the left",
        "my calf is swollen",
        "I think about suicide",
        "cauda equina?",
        "I cannot pee",
        "numb between legs",
        "my legs are numb",
        "leg weakness",
        "heart attack",
        "fell down the stairs",
        "fever back pain",
        "I can not urinate any more",
        "cannot feel my legs",
        "numbness between legs",
        "chest pains since noon",
        "I had blood clots",
        "I have lost control of my bladder",
        "can't control my bladder",
        "my leg gives way",
        "I can't breath",
        "tingling in both legs",
        "it feels different when I wipe",
        "no feeling during sex",
        "fever and groin pain",
        "stomach pain with vomiting",
        "pain in my testicle",
        "ectopic pregnancy",
        "my hernia is stuck",
        "my baby moves less",
        "the worst headache of my life",
    ],
)
def test_words_of_an_emergency_are_recognized(text):
    assert may_be_urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the numbers by age.",
        "My psoas is stiff after sitting.",
        "Can I do this with a bad knee?",
        "The legs of my chair are too short.",
        "I have had a hernia for years.",
        "My baby moves a lot at night.",
        "Both legs rest on a chair.",
    ],
)
def test_everyday_words_are_not_taken_for_an_emergency(text):
    assert not may_be_urgent(text)


@pytest.mark.parametrize("text", URGENT_IN_SPANISH)
def test_words_of_an_emergency_are_recognized_in_spanish(text):
    assert may_be_urgent(text)


@pytest.mark.parametrize("text", URGENT_IN_SPANISH)
def test_an_emergency_is_recognized_without_accents_and_in_capitals(text):
    assert may_be_urgent(without_accents(text))
    assert may_be_urgent(unicodedata.normalize("NFD", text))
    assert may_be_urgent(text.upper())


@pytest.mark.parametrize("text", EVERYDAY_IN_SPANISH)
def test_everyday_words_in_spanish_are_not_taken_for_an_emergency(text):
    assert not may_be_urgent(text)


@pytest.mark.parametrize("language", word_lists.languages())
def test_no_sign_takes_longer_than_in_proportion_to_the_text(language):
    """No group is repeated without end, and no word of any letters begins a sign."""
    words = word_lists.read(language)
    patterns = [with_parts(each, words["parts"]) for each in words["urgent"]]

    assert [each for each in patterns if re.search(r"\)[*+]|\.[*+]", each)] == []
    assert [each for each in patterns if re.match(r"\(*\\w", each)] == []


@pytest.mark.parametrize(
    "almost",
    ["no puedo ", "me duele la ", "dolor muy ", "hormigueo en las dos ", "hot ", "a"],
)
def test_a_very_long_text_is_read_to_its_end(almost):
    text = almost * 2_000

    assert not may_be_urgent(text)
    assert may_be_urgent(f"{text} suicidio")


@pytest.mark.parametrize("language", word_lists.languages())
def test_every_part_of_a_sign_is_used(language):
    words = word_lists.read(language)
    text = " ".join([*words["urgent"], *words["parts"].values()])

    assert [name for name in words["parts"] if f"{{{name}}}" not in text] == []
