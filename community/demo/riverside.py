"""A closed group: a week by the kettle."""

from community.demo.script import Circle, Talk, ago, on

LOUNGE = (
    on(6, "19:31", "woolly-hat", "Kettle is on, chairs are where we left them. How is everyone?"),
    on(6, "19:33", "gravel", "Long day, short fuse, but home. That counts.", mark="home",
       nods={"with_you": "plumtree woolly-hat"}),
    on(6, "19:34", "plumtree", "It does count. I have soup and nowhere to be.", answers="home"),
    on(6, "19:40", "half-past-six", "Late shifts all week. I read along on the train, and it helps more "
       "than I can say, while a man next to me eats an onion.", mark="onion"),
    on(6, "19:41", "corduroy", "A whole onion?", answers="onion"),
    on(6, "19:42", "half-past-six", "Like an apple.", nods={"with_you": "corduroy gravel blue-gate"}),
    on(6, "19:47", "second-cup", 'Dinner with the in-laws. I said "just water, thanks" four times. The '
       "fourth time nobody looked up.", mark="fourth", nods={"well_said": "plumtree gravel saltmarsh"}),
    on(6, "19:49", "blue-gate", "The fourth one is the one to wait for. It gets boring for them long "
       "before it gets easy for us.", answers="fourth",
       nods={"thank_you": "second-cup", "well_said": "woolly-hat"}),
    on(6, "19:55", "woolly-hat", "I am writing that on the wall."),
    on(6, "21:58", "saltmarsh", "Going to bed. The room stays open, as it does."),

    on(5, "07:12", "plumtree", "Slept through. First time this week.",
       nods={"thinking_of_you": "saltmarsh gravel"}),
    on(5, "12:40", "nightbus", "Is there a good way to tell a manager that you need Thursdays off without "
       "telling them why?", mark="thursdays"),
    on(5, "12:52", "corduroy", '"I have a standing appointment." True, complete, and nobody asks twice.',
       answers="thursdays", nods={"well_said": "blue-gate gravel"}),
    on(5, "12:58", "gravel", "Seconded. Mine has been a standing appointment for three years. They think "
       "it is my back.", answers="thursdays"),
    on(5, "13:05", "nightbus", 'Sent it. She wrote back "fine". I had prepared two pages.',
       nods={"with_you": "corduroy second-cup woolly-hat"}),
    on(5, "20:15", "blue-gate", "Walked home the other way, along the river and not past the shop. Eleven "
       "minutes longer. Worth all eleven.", nods={"me_too": "second-cup", "well_said": "plumtree"}),
    on(5, "20:22", "woolly-hat", "The longer-way-home club is in session."),
    on(5, "20:24", "second-cup", "Member since spring."),

    on(4, "18:05", "saltmarsh", "A small change: some of you wrote that evenings go by fast here. So there "
       "is a second room, *Early birds*, for mornings. This one stays as it is.", mark="change"),
    on(4, "18:20", "half-past-six", "Thank you. One of those letters was mine.", answers="change"),
    on(4, "20:10", "gravel", "Does anyone else get a restless hour, between eight and nine?",
       mark="restless", nods={"me_too": "plumtree second-cup nightbus"}),
    on(4, "20:11", "plumtree", "On the dot. I iron things. I am the owner of three ironed tea towels.",
       answers="restless"),
    on(4, "20:13", "corduroy", "I ring my sister and we do the crossword, badly.", answers="restless"),
    on(4, "20:15", "second-cup", "Shower, then pyjamas. Nobody goes out for anything in pyjamas.",
       answers="restless", mark="pyjamas", nods={"well_said": "gravel corduroy blue-gate woolly-hat"}),
    on(4, "20:19", "gravel", "Pyjamas at eigth it is.", better="Pyjamas at eight it is.",
       answers="pyjamas"),
    on(4, "21:01", "gravel", "Nine o'clock. The pyjamas held.",
       nods={"with_you": "second-cup plumtree saltmarsh", "well_said": "blue-gate"}),

    on(3, "18:40", "saltmarsh", "teaspoon has joined us today. No speeches are asked for. Reading along is "
       "a fine way to be here."),
    on(3, "18:52", "teaspoon", "Hello. I have typed this and deleted it a few times. I don't quite know "
       "how this works.", mark="hello",
       nods={"with_you": "plumtree gravel", "thinking_of_you": "second-cup"}),
    on(3, "18:53", "woolly-hat", "Nobody does on the first day. You sit down, you have something hot, you "
       "stay as long as you like. That is all of it.", answers="hello", nods={"thank_you": "teaspoon"}),
    on(3, "18:55", "plumtree", "Welcome. I said nothing for my first two weeks, and people were still glad "
       "that I came.", answers="hello"),
    on(3, "18:57", "second-cup", "Glad you are here, teaspoon."),
    on(3, "19:03", "teaspoon", "Thank you. I think I will read for a bit."),
    on(3, "19:04", "blue-gate", "The best seat is the one by the door. I sat there until summer.",
       nods={"me_too": "half-past-six", "thank_you": "teaspoon"}),
    on(3, "19:30", "half-past-six", "Train again. No onion. I almost miss him."),

    on(2, "19:20", "corduroy", "My dad would have been seventy today. I made his terrible pudding and told "
       "the children the story about the boat. It was a good evening, and I cried in the pantry. Both.",
       note="grief", mark="both",
       nods={"thinking_of_you": "plumtree gravel blue-gate saltmarsh", "with_you": "teaspoon"}),
    on(2, "19:24", "plumtree", "Both is allowed. Both is mostly how it goes.", answers="both",
       nods={"thank_you": "corduroy"}),
    on(2, "19:26", "saltmarsh", "What was in the pudding?", answers="both"),
    on(2, "19:29", "corduroy", "Tinned peaches and optimism.", nods={"well_said": "woolly-hat second-cup"}),
    on(2, "19:35", "woolly-hat", "To tinned peaches."),
    on(2, "20:44", "nightbus", "can you get milk on the way", gone="own"),
    on(2, "20:46", "nightbus", "Sorry, that was for another window. Evening, all."),
    on(2, "20:48", "gravel", "It happens to the best windows."),

    on(1, "17:55", "teaspoon", "Day nine. I told one person: my neighbour, because she asked how I was and "
       "then waited for the answer.", mark="nine",
       nods={"well_said": "blue-gate plumtree", "with_you": "gravel woolly-hat"}),
    on(1, "17:57", "blue-gate", "> and then waited for the answer\n\nThat is the rare part. I am glad that "
       "you have her next door.", answers="nine"),
    on(1, "18:02", "second-cup", "One person is a lot of people when it was none before.", answers="nine",
       nods={"thank_you": "teaspoon"}),
    on(1, "18:04", "teaspoon", "It felt like putting down the shopping."),
    on(1, "18:20", "woolly-hat", "Tomorrow I am here from seven, if anybody wants company for the restless "
       "hour. Bring ironing."),
    on(1, "18:22", "plumtree", "Bringing a fourth tea towel."),
    on(1, "21:40", "saltmarsh", "Good night. Same kettle tomorrow."),

    ago(53, "gravel", "Quick one. My brother is coming to stay, and he brings a bottle as a present every "
        "time, with love. What do people do?", mark="bottle"),
    ago(51, "plumtree", "Tell him before he comes. Mine was relieved, he never knew what else to bring. "
        "Now he brings cheese.", answers="bottle", nods={"thank_you": "gravel"}),
    ago(50, "corduroy", "Cheese is the right answer to most questions."),
    ago(47, "second-cup", "And should he forget: \"Thank you, I don't drink. Will you take it home with "
        'you?" Say it at the door, while the coats are still on.', answers="bottle",
        nods={"well_said": "blue-gate half-past-six"}),
    ago(46, "gravel", "Before, door, cheese. I can remember three words."),
    ago(38, "teaspoon", "May I ask something obvious? What do you drink at a wedding?", mark="wedding"),
    ago(36, "blue-gate", "Not obvious at all. Fizzy water with something green in it. Nobody looks twice "
        "at a glass that looks busy.", answers="wedding",
        nods={"thank_you": "teaspoon", "me_too": "second-cup"}),
    ago(34, "half-past-six", "And have your own way home. It is a different party when you can leave it.",
        answers="wedding", mark="leave", nods={"well_said": "plumtree corduroy gravel"}),
    ago(32, "teaspoon", "When you can leave it. I am keeping that one.", answers="leave"),
    ago(21, "woolly-hat", "For the fridge, as collected tonight:\n\n- tell them before they come\n- "
        "cheese\n- a glass that looks busy\n- your own way home",
        nods={"thank_you": "teaspoon gravel nightbus"}),
    ago(19, "plumtree", "Also: pyjamas by eight."),
    ago(12, "nightbus", "On my break, reading from the top. You are good company."),
    ago(6, "gravel", 'Wrote to my brother. He asks: "The blue one or the orange one?"',
        nods={"with_you": "plumtree"}),
    ago(4, "corduroy", "A fine man."),
    ago(2, "teaspoon", "I am standing in the kitchen, smiling at a telephone."),
)  # fmt: skip

EARLY = (
    on(4, "06:20", "second-cup", "First one in. The street is still dark and the bread van has been."),
    on(4, "06:41", "half-past-six", "Going to bed as you get up. Good morning and good night."),
    on(3, "05:55", "gravel", "Awake before the alarm and not sorry about it.",
       nods={"me_too": "second-cup"}),
    on(3, "06:30", "saltmarsh", "One thing for today, if you like: what is the first thing you do that is "
       "only for you?", mark="first"),
    on(3, "06:34", "second-cup", "Coffee, standing up, window open.", answers="first"),
    on(3, "06:36", "gravel", "Two minutes with the dog before anybody else wants something from either of "
       "us.", answers="first", nods={"well_said": "saltmarsh second-cup"}),
    on(3, "06:52", "plumtree", "The radio, very low.", answers="first"),
    on(2, "06:15", "second-cup", "Frost on the inside of the window. I wrote my name in it."),
    on(2, "06:44", "corduroy", "Not an early bird, just a parent. Room for one?"),
    on(2, "06:45", "second-cup", "Always. Yawn wherever you like."),
    on(1, "06:05", "gravel", "Dog report: muddy. Me: all right.", nods={"with_you": "plumtree second-cup"}),
    on(1, "06:58", "blue-gate", "Passing through on the way to work. The river was pink."),
)  # fmt: skip

RIVERSIDE = Circle(
    slug="riverside-evenings",
    name="Riverside Evenings",
    purpose="For people who live without alcohol, or would like to. Most of us are here in the evening.",
    visibility="closed",
    joining="request",
    founder="saltmarsh",
    people={
        "saltmarsh": ("moderator", 40), "woolly-hat": ("chair", 38), "blue-gate": ("member", 34),
        "plumtree": ("member", 36), "second-cup": ("member", 35), "gravel": ("member", 33),
        "half-past-six": ("member", 31), "corduroy": ("member", 28), "nightbus": ("member", 20),
        "teaspoon": ("newcomer", 3),
    },
    talks=(
        Talk("Lounge", "The kettle is on. Come in when you like.", LOUNGE),
        Talk("Early birds", "Five to nine in the morning. Yawning is welcome.", EARLY),
    ),
    guidelines="Speak for yourself. Ask before you advise.\n\nWhat is said here stays here. Nobody has to explain a "
    "quiet day.",
    questions=("What brings you here?", "Is there something we should know to make it easier?"),
    tags=("alcohol", "evenings"),
    asking={
        "rainwater": ("I stopped in spring and the evenings are long.", "I read slowly. That is all."),
        "tinwhistle": ("A friend told me about the kettle.", "No, thank you."),
    },
)  # fmt: skip
