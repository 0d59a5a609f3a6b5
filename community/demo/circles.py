"""The other groups: an open one, one for carers, one in Spanish, and a hidden one."""

from community.demo.riverside import RIVERSIDE
from community.demo.script import Circle, Talk, ago, on

DOOR = (
    on(6, "10:02", "saltmarsh", "Good morning. This room is for anyone who is changing something: a habit, "
       "a house, a Tuesday. Say as little as you like."),
    on(6, "10:20", "old-radio", "Changing: going outside before noon. So far I have opened a window.",
       mark="window", nods={"with_you": "second-cup blue-gate", "me_too": "tinwhistle"}),
    on(6, "10:24", "second-cup", "A window is most of the way to a door.", answers="window",
       nods={"well_said": "old-radio"}),
    on(5, "15:30", "tinwhistle", "I have stopped buying things at night. The trick was to log out of "
       "everything, so that by the time I have found the password I want to sleep.",
       nods={"well_said": "blue-gate old-radio gravel"}),
    on(5, "15:41", "gravel", "That is clever. My shop account knows me better than my doctor."),
    on(5, "16:02", "blue-gate", "Mine has a picture of me smiling, in its mind."),
    on(4, "09:15", "rainwater", "Hello, new here. I am trying to sleep without the television on.",
       mark="tele"),
    on(4, "09:22", "old-radio", "As my name may tell: talk radio, very low, with a timer. You need not "
       "listen to it, only know that somebody is up.", answers="tele",
       nods={"thank_you": "rainwater", "me_too": "second-cup"}),
    on(4, "09:40", "rainwater", "Somebody being up. Yes, that is it exactly."),
    on(3, "11:05", "brightstep", "There is a thing of mine that lets one sleep, if somebody should want one",
       gone="This room is not for selling. You are welcome to talk with us."),
    on(3, "11:30", "tinwhistle", "Question for the room: when do you tell yourself a thing is done?",
       mark="done"),
    on(3, "11:37", "gravel", "When I stop counting it.", answers="done",
       nods={"well_said": "saltmarsh tinwhistle"}),
    on(3, "11:44", "second-cup", 'I never do. I say "for now" and go to lunch.', answers="done",
       nods={"me_too": "old-radio blue-gate"}),
    on(2, "13:10", "rainwater", "Three nights with the radio. On the second I heard how cork is made.",
       nods={"with_you": "old-radio", "thinking_of_you": "second-cup"}),
    on(2, "13:15", "old-radio", "The cork one! I was awake for that. We were awake together.",
       nods={"with_you": "rainwater saltmarsh"}),
    on(1, "16:20", "blue-gate", "Today I said no to something without giving a reason. It was very quiet "
       "afterwards, and then it was all right.", mark="no",
       nods={"well_said": "gravel second-cup tinwhistle"}),
    on(1, "16:26", "tinwhistle", "No is a whole sentence. It just feels short.", answers="no"),
    on(1, "16:31", "saltmarsh", "Keep that one, it is good.", better="Keep that one. It will be needed "
       "again."),
    ago(44, "old-radio", "Report from outside: I have been to the post box and back. Before noon, by some "
        "clocks.", mark="post", nods={"with_you": "second-cup rainwater", "well_said": "saltmarsh"}),
    ago(41, "second-cup", "From a window to a post box in one week.", answers="post"),
    ago(27, "rainwater", "I am posting a letter tomorrow. You have made it sound like a thing people do."),
    ago(9, "tinwhistle", "Is it warm enough for a coat over pyjamas? I am asking for the post box."),
    ago(7, "old-radio", "It is always warm enough for that."),
)  # fmt: skip

WINS = (
    on(5, "18:00", "second-cup", "Drank water. Real water."),
    on(5, "19:12", "gravel", "Answered the letter with the window in it.",
       nods={"well_said": "blue-gate second-cup"}),
    on(4, "17:45", "old-radio", "Bins out on the right day."),
    on(3, "08:50", "tinwhistle", "Asked for help with the form. It took the other person four minutes.",
       nods={"well_said": "saltmarsh", "me_too": "gravel"}),
    on(3, "20:10", "rainwater", "Fell asleep before the end of the programme."),
    on(2, "12:00", "blue-gate", "Left the party at nine, as planned, and walked home in a good mood."),
    on(1, "19:30", "second-cup", "Made the call I have been not making. They were kind.",
       nods={"with_you": "gravel old-radio", "well_said": "tinwhistle"}),
    on(1, "20:05", "saltmarsh", "Did nothing for an hour, on purpose."),
    ago(30, "gravel", "Brother knows. Cheese is coming.", nods={"well_said": "second-cup blue-gate"}),
)  # fmt: skip

OPEN_DOOR = Circle(
    slug="open-door",
    name="The Open Door",
    purpose="For anyone who is changing something and would like company. Everybody on this site can read along.",
    visibility="open",
    joining="open",
    founder="saltmarsh",
    people={
        "saltmarsh": ("moderator", 40), "second-cup": ("member", 35), "blue-gate": ("member", 34),
        "gravel": ("member", 30), "old-radio": ("member", 26), "tinwhistle": ("member", 15),
        "rainwater": ("newcomer", 5), "woolly-hat": ("member", 33), "keyring": ("member", 20),
        "brightstep": ("newcomer", 3),
    },
    talks=(
        Talk("Lounge", "Sit anywhere.", DOOR),
        Talk("Small wins", "One thing that went well. No thing is too small.", WINS, 30,
             "One thing each, so that all get read."),
    ),
    guidelines="Be brief, be kind, leave the selling outside.",
    tags=("habits", "everyday"),
)  # fmt: skip

TABLE = (
    on(6, "21:10", "allotment", "Everyone in bed here who should be. Who else is sitting down for the "
       "first time today?", nods={"me_too": "plumtree corduroy"}),
    on(6, "21:14", "plumtree", "Sitting. With the coat still on."),
    on(6, "21:19", "corduroy", "Mum asked for the blue cardigan nine times. It was in her hands for eight "
       "of them. I would like credit for the eighth, I was very calm.", mark="cardigan"),
    on(6, "21:21", "allotment", "Credit given.", answers="cardigan", nods={"thank_you": "corduroy"}),
    on(4, "13:40", "plumtree", "The respite people rang back. Two afternoons a month. I do not know what "
       "to do with an afternoon.", mark="respite", nods={"with_you": "allotment corduroy"}),
    on(4, "13:52", "allotment", "The first one you sleep. The second one you go and buy socks. From the "
       "third on it is yours.", answers="respite", nods={"thank_you": "plumtree", "well_said": "corduroy"}),
    on(3, "22:30", "corduroy", "Is it all right to be cross with somebody who cannot help it?",
       mark="cross"),
    on(3, "22:34", "allotment", "You can be cross with the evening. The evening can take it.",
       answers="cross", nods={"well_said": "plumtree blue-gate", "thank_you": "corduroy"}),
    on(3, "22:41", "blue-gate", "I used to go and be cross with the recycling. It is very satisfying and "
       "it is sorted afterwards.", answers="cross"),
    on(2, "20:05", "plumtree", "First afternoon: slept. You were right."),
    on(1, "21:30", "corduroy", "She knew the song on the radio today. All three verses. We sang it in the "
       "car park.", nods={"with_you": "allotment plumtree", "thinking_of_you": "blue-gate"}),
    on(1, "21:33", "allotment", "All three verses. Good."),
    ago(48, "allotment", "What do people have in the bag by the door? I am making a list for somebody new "
        "to all this."),
    ago(45, "plumtree", "Tablets list, glasses, a cardigan (blue), the charger, a biscuit for the driver."),
    ago(43, "corduroy", "A book you have read already, so that you can stop anywhere.",
        nods={"well_said": "allotment"}),
    ago(15, "blue-gate", "Small change for the machine, and a photograph of the dog."),
)  # fmt: skip

CARERS = Circle(
    slug="carers-table",
    name="Carers' Table",
    purpose="For people who look after somebody. Most of us come late, when the house is quiet.",
    visibility="closed",
    joining="request",
    founder="allotment",
    people={
        "allotment": ("moderator", 37), "plumtree": ("member", 36), "corduroy": ("member", 28),
        "blue-gate": ("member", 22), "saltmarsh": ("moderator", 30),
    },
    talks=(Talk("Lounge", "Sit down first, then tell.", TABLE),),
    guidelines="Leave out what would tell who you look after.",
    questions=("Who do you look after? A word is enough.",),
    tags=("caring",),
)  # fmt: skip

MERIENDA = (
    on(5, "16:30", "mariposa", "Buenas tardes. Hay café y hay sitio. ¿Cómo va la semana?"),
    on(5, "16:48", "nightbus", "Cansado, pero entero. Hoy he dormido de día, que es cuando me toca.",
       nods={"with_you": "mariposa"}),
    on(3, "17:05", "tinwhistle", "I understand about half of this, and I like the half."),
    on(3, "17:09", "mariposa", "La mitad es mucho. La otra mitad es sobre el café.",
       nods={"thank_you": "tinwhistle"}),
    on(2, "16:40", "nightbus", "Una cosa buena: he cocinado de verdad. Lentejas, las de mi abuela, más o "
       "menos.", mark="lentejas", nods={"well_said": "mariposa"}),
    on(2, "16:45", "mariposa", "El «más o menos» también es receta de familia.", answers="lentejas"),
    ago(40, "mariposa", "Hoy llueve y no pasa nada. Aquí sigue habiendo sitio."),
)  # fmt: skip

MESA = Circle(
    slug="la-merienda",
    name="La merienda",
    purpose="Un rato por la tarde, en español, para quien está cambiando algo.",
    visibility="open",
    joining="open",
    founder="mariposa",
    people={
        "mariposa": ("moderator", 30), "nightbus": ("member", 20), "tinwhistle": ("member", 12),
        "saltmarsh": ("moderator", 30),
    },
    talks=(Talk("La mesa", "Hay café y hay sitio.", MERIENDA),),
    languages=("Español",),
    tags=("español",),
)  # fmt: skip

KEYS = (
    on(6, "09:00", "keyring", "Copied the site to the safe place, as every week, and read one page of it "
       "back to be sure."),
    on(6, "09:10", "saltmarsh", "Thank you. It is good to know that somebody does."),
    on(3, "11:20", "saltmarsh", "I took an advertisement out of the open room and told its author why. No "
       "drama.", nods={"thank_you": "keyring allotment"}),
    on(1, "08:40", "mariposa", "The Spanish table is small and steady. I would like a second pair of hands "
       "in spring."),
    on(1, "08:55", "keyring", 'Upgrade on Monday, early. It takes a minute; people will see "no '
       'connection" and then not.', mark="upgrade", nods={"thank_you": "saltmarsh"}),
    on(1, "13:00", "allotment", "Two people ask to come in at the riverside. Who answers them?",
       mark="asks"),
    on(1, "13:20", "saltmarsh", "I do, as soon as I am home. If I am slow, nudge me.", answers="asks"),
    ago(50, "allotment", "Will what they are writing be kept?", answers="upgrade"),
    ago(49, "keyring", "Yes. Their own device keeps it and sends it once when we are back."),
)  # fmt: skip

DOORKEEPERS = Circle(
    slug="doorkeepers",
    name="Doorkeepers",
    purpose="Those who look after the groups, and the machine.",
    visibility="hidden",
    joining="invitation",
    founder="keyring",
    people={
        "keyring": ("moderator", 41), "saltmarsh": ("member", 40), "allotment": ("member", 37),
        "mariposa": ("member", 30),
    },
    talks=(Talk("Lounge", "Who has the keys today?", KEYS),),
)  # fmt: skip

CIRCLES = (RIVERSIDE, OPEN_DOOR, CARERS, MESA, DOORKEEPERS)
"""Every group of the demo."""
