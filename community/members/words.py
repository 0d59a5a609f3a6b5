"""Plain words for passphrases and recovery codes: a published list, minus what would hurt here."""

import secrets
from functools import cache

from xkcdpass.xkcd_password import generate_wordlist

# Short enough to type without a mistake; 4 of them are 45 bits or more (a test counts).
SHORTEST = 3
LONGEST = 6

# Drink, drugs, illness, violence, insults, worry, money at risk, brands: nobody's key to this house.
LEFT_OUT = """
absurd aching afraid aghast aide aids alibi alone ambush amulet anemia anemic anger antsy apache
armed arming army arrest arson ashen ashes ashy autism avenge awry babied badass badly baffle
banish barley barman barrel batboy battle blade blah blame blast blazer bleak blitz blunt bogus
boned boney boozy boring bottle bovine bribe broken broker brute bully bunt busboy bust cage cancel
cannon caress cartel cash casino celtic chafe chaos chaste chevy chimp chug chute cider clammy
clash coerce coke cola coma cork cornea cortex crafty crave crazed crazy credit creed cried crier
cringe crock crook crux crying curse cussed cut dab dagger dander danger dealer dealt debit debtor
decay deceit deface defame defeat defile deity delay demise demote denial deny deport depose derail
detest deuce dice dicing dilute dimly dingy disarm dismay disown ditch dizzy dodgy dork dorsal
dosage dose douche dowry drab drank dreary drone drool droop drown duller dupe duress dwarf easter
eatery ebay edgy eggnog empty enrage entomb erased errant eskimo ether ethics evict evil exhume
exile expire expose fade fading fall false famine fang feeble feisty femur fester fetal fever filth
finite flail flaky flask fled fleshy flinch foe fox frail frayed friend frisk froth frown gaffe gag
gaming geek gender gigolo girdle glitzy gloomy gonad gooey google goon gore gorged gory gossip gout
graves greedy grief grime grimy grinch groggy groin grope growl grub grudge grunge gulp guts hacked
hacker hangup harsh hassle hatbox hate hatred haunt hazard hazily hazing hazy hermit hubcap humvee
hunger hungry hunk hunter hurt icky idiocy impale impose impure ipad iphone ipod irate irk itunes
jab jackal jailer jeep jester jinx jockey judge jumble jump junkie juror jury karate kindle kisser
kung lash lego lesser levers liable lisp liver lunacy lunar lung lurch lure lurk lushly lusty lying
mace maggot maimed malt mangle mangy mardi mayday moaner mocha mold moody mousy muck mule mumbo
mumps murky musket mutate mute mutiny mutt nag nappy nerd nervy neuron neuter never nuclei oaf
obtuse ogle oops opium ouch outage pagan paltry panic pauper pelvis perish perm pesky peso pester
petri petty phobia phoney phony ploy poach pogo poison poker poking police pope pork porous posh
pouch pout pox prance prayer pried prison prissy probe prone prozac prude pry pummel punch punk
purge pusher pushup pushy quack quake qualm quit rabid race racing racism rage ragged raging raider
rants rarity rascal rash ravage raving rebel recant recoil rectal refuse rehab relic resent revoke
revolt rigid riot risk rogue rope rotten rubble ruckus ruined runt ruse rut sacred sadden sadly
saggy sake saloon santa savage savior scabby scam scant scarce scared scary scorch scored scorer
scorn scotch scuff scurvy secret sedate seduce self sepia septic septum shabby shady shaky shame
shank sherry shifty shock shove shriek shrill shrunk shun shush shut sinner sip siren skinny skype
slab slain slam slang slimy slit sliver sloppy slot slug slum slurp slush sly smell smirk smite
smock smog smoked smoky smugly snack snap snare snarl sneak sneer snide sniff snitch snore snort
snout snub snuff spew spill spleen spoils spoof spooky spotty sprain spur squash stank stark stash
stench stingy stinky stoke stooge stoop stout stray stress strife strike struck strung stuck stuffy
stump stung stunt stupor subpar suing sulk sullen swear sweat swore syrup tacky tamper tarot tattle
taunt tavern theft thong thorn thrash thud tipoff tipped tipper tiring trance traps trash tremor
trench trial tricky tried tripod trump tubby tumble tummy tweet twerp twisty udder unable unbend
uncut undead undone unease uneasy uneven unfair unholy unhook unkind unless unmade unpaid unreal
unrest unruly unsafe unsaid unseen unsold unsure untidy untrue unwary unwed unwell unworn urging
usage used user vanity velcro venus vice viper viral virus void voter waged wager wages wham whiny
widow wimp wince wipe womb woof woozy worry worst wound wrath xbox xerox yahoo yelp zap zit zombie
"""


@cache
def plain_words() -> tuple[str, ...]:
    """The words people may be handed, in order."""
    found = generate_wordlist("eff-long", SHORTEST, LONGEST, "[a-z]")
    return tuple(sorted(set(found) - set(LEFT_OUT.split())))


def draw(count: int) -> list[str]:
    """Words drawn by the system's source of chance."""
    return [secrets.choice(plain_words()) for _draw in range(count)]
