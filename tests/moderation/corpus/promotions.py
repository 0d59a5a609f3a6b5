"""Selling and promoting, of every sort that reaches a place like this: most of it is to wait."""
# ruff: noqa: E501 -- the sentences of a corpus stay whole

import random

from tests.moderation.corpus.filling import filled
from tests.moderation.corpus.ordinary import essays

SLOTS = {
    "med": ["xanax", "oxycodone 30mg", "percs", "adderall", "valium", "suboxone strips", "tramadol", "viagra", "ketamine", "lean", "ozempic pens", "kratom powder", "CBD gummies", "THC vapes", "modafinil", "magic mushrooms"],
    "price": ["$5 each", "$120", "from just £29", "for only $49.99", "at the best prices", "$3 per pill", "half price", "20% off", "cheap", "€60 per box", "wholesale prices"],
    "reach": ["DM me", "text +1 (555) 014-7788", "whatsapp +44 7700 900731", "hit me up on telegram @plugdaily", "inbox me", "message me on wickr quickplug", "email us at orders@fastmeds.example", "call now 1-800-555-0137", "add me on snap topplug", "contact us on 07700 900882"],
    "site": ["www.fast-meds.example", "https://bit.ly.example/3xQ", "http://recovery-deals.example/offer", "soberlife.shop", "www.newyoudetox.com", "https://t.me/medsdaily", "cashflow-pro.net/join", "hotlive-cams.xyz"],
    "clinic": ["Sunrise Villa", "Blue Harbor Recovery", "Serenity Coast Detox", "New Dawn Ranch", "Palm Grove Treatment Center", "Clearwater Retreat"],
    "healer": ["Dr. Odum", "Doctor Ehigie", "Dr Lucas", "Mama Priye the herbalist", "Dr. Akhim", "Prophet Samuel"],
    "code": ["SOBER20", "FRESH15", "MIKE10", "RECOVER30", "NEWLIFE"],
    "sum": ["$500", "$3,000", "£1,000", "$10,000", "£2000", "€750", "$1,250,000"],
    "num": ["80082", "87021", "09061701461", "08712405020", "69696", "0871 277 4100"],
    "tonic": ["Calm Drops", "CraveStop", "LiverClean capsules", "Zen tincture", "Night Ease tea", "ClearMind supplement"],
}  # fmt: skip

PILLS = [
    "Got {med} in stock, {price}. {reach}",
    "{med} available, discreet shipping, no prescription needed. {reach}.",
    "Selling {med}, {price}, next day delivery, {reach} for the menu",
    "Need something to take the edge off? I have {med}, {price}. {reach}",
    "Buy {med} online without prescription at {site}. Overnight shipping, we accept bitcoin.",
    "Top quality {med}, lab tested, ships worldwide with tracking. {reach}",
    "anyone need {med}? good prices, trusted vendor, {reach}",
    "Leftover {med} for sale, sealed, {price}, can post to you. {reach}",
    "We supply {med} to your door, 100% legit, money back guarantee. Visit {site}",
    "Quick restock of {med} today only {price} {reach} serious buyers only",
    "x a n a x and p e r c s, {price}, {reach}",
    "V1agra and C1alis {price} order now {site}",
    "if you are in withdrawal i can sort you out with {med} today, {price}, {reach}",
]

REMEDIES = [
    "I was an addict for 12 years until {healer} cured me with herbal medicine. Contact him on {reach}.",
    "{tonic} stopped my cravings in 3 days! 100% natural, no side effects. Order at {site} with code {code}.",
    "Tired of relapsing? {tonic} is clinically proven. Get your free bottle now: {site}",
    "Try {tonic}, {price}, use my code {code} for a discount. It changed my life, you won't regret it.",
    "Thanks to {healer} my husband quit drinking in one week. Reach him via whatsapp +234 555 0190 for your own healing spell.",
    "Big sale on {tonic}! Save 30% with promo code {code}. Link in my bio.",
    "Hey guys, I'm an ambassador for {tonic}, if you want some DM me and I get you a deal",
    "Our detox kit flushes everything out guaranteed. Pass any drug test. {price}. Order here: {site}",
    "I partnered with {tonic}, first 20 people get a free sample, just message me your address",
]

CLINICS = [
    "{clinic} offers luxury detox with private rooms and ocean views. Insurance accepted, call now {num}.",
    "Struggling? {clinic} can help. Our experts are available 24/7. Call today for a free consultation.",
    "Beds available at {clinic}! Same day admission, we pay for your flight. {reach}",
    "Our award-winning program at {clinic} has a 95% success rate. Visit {site} to get started.",
    "I run {clinic} and we have spots left this month, mention this post for 20% off. {reach}",
    "Join my 30 day sobriety coaching program for {price}. Sign up at {site}, limited spots!",
    "I am a certified recovery coach, first call free, packages {price}. {reach}",
    "My new course Quit for Good is out now, {price}. Enroll today: {site}",
    "Download our app and start your free trial today, the best way to stop drinking: {site}",
    "Sober living homes with openings now. {price} a week. {reach}. Tell them I sent you.",
    "Free webinar: how I quit drinking and built a six figure business. Register here {site}",
]

SMS = [
    "WINNER!! You have won a {sum} cash prize! To claim call {num} now. T&Cs apply.",
    "Congratulations ur number was selected to receive a {sum} gift voucher. Text CLAIM to {num}. 150p/msg",
    "URGENT! We are trying to contact you. Your {sum} prize is unclaimed. Call {num} from land line.",
    "FREE ringtone! Reply TONE to {num}. Txt STOP to opt out. PO Box 61 SM3",
    "Hi babe im bored and lonely, wanna chat? text HOT to {num} 18+ 1.50 per msg",
    "You are a winner U have been specially selected 2 receive {sum} cash or a 4* holiday. Call {num}",
    "Your mobile is due an upgrade! Get the latest camera phone for free. Call {num} now!",
    "Dear customer, your account will be suspended. Verify your details at {site} immediately.",
    "Last chance! Claim ur {sum} worth of discount vouchers today! Text YES to {num}",
    "Win a {sum} shopping spree every week. Txt the word PRIZE to {num} to enter. T&C www site",
    "SIX chances to win CASH! From 100 to 20,000 pounds txt> CSH11 and send to {num}. Cost 150p/day",
    "Parcel could not be delivered. Pay the fee of $1.99 here: {site}",
    "someone u know has asked our dating service 2 contact you! Find out who, call {num}. Box 39",
    "New tariff: half price line rental and 400 free minutes. Call {num} or reply CALL ME",
]

MAIL = [
    "Dear Friend, I am the next of kin to a late customer with {sum} in our bank. Kindly contact me for the transfer of funds.",
    "Get a loan today! Bad credit? No problem. Borrow up to {sum}, low interest rates, apply now {site}",
    "Earn {sum} a week working from home. No experience needed. Sign up now: {site}",
    "Invest {sum} in bitcoin and double your money in 7 days, guaranteed profit. {reach}",
    "I made {sum} in one week with my forex mentor, all thanks to Mrs Grace. Contact her on {reach}",
    "Refinance your mortgage at the lowest rates. Click here {site} to get a free quote. To unsubscribe reply stop.",
    "Hot stock alert! Buy before it is too late, expected to rise 300 %. Investors should act now.",
    "Lose 20 pounds in 2 weeks with our revolutionary formula! Order now at {site} and get one bottle free.",
    "Hot singles in your area want to meet you tonight. Join free: {site}",
    "My onlyfans is 50% off this week, link in bio, come see me naked {site}",
    "Best online casino: 200 free spins and a {sum} bonus when you sign up. {site}",
    "Genuine university diplomas, no exams, no classes. Call {num} now.",
    "Enlarge your member up to 3 inches naturally, risk free trial. {site}",
    "Replica watches at unbeatable prices, fast delivery worldwide. Visit our store {site}",
    "Cheap software downloads! Windows and Office {price}, instant access. {site}",
    "Dear homeowner, your credit doesn't matter to us! You have been approved for a {sum} home loan at a 3.9 rate. Fill out this form.",
    "We are a leading supplier of LED lamps and offer the best price. Please contact us for a price list.",
    "Consolidate your debts into one low payment. Free consultation, call {num} today.",
    "Become an affiliate and earn {sum} commission per referral. Click the link: {site}",
    "Do you want 10,000 real followers? Packages {price}. {reach}",
    "Prestamos rapidos sin aval, hasta {sum}. Escribeme por whatsapp +34 600 555 019",
    "Vendo pastillas {med}, envios a todo el pais, mandame mensaje por telegram @farma",
    "Gana dinero desde casa, registrate ahora en {site}",
    "Check out my store for sober t-shirts and mugs, {price}, free shipping: {site}",
    "This month only, mention {code} and get 2 for 1. Shop now {site}",
]

WOVEN = [
    "What finally worked was {tonic}. You can get it at {site}, and with code {code} you save 15%.",
    "A friend sent me to {clinic}, and honestly they saved my life. Ask for Brad, his number is 555-0173, and tell him I sent you.",
    "Then I found {healer}, who gave me a herbal remedy and I have not drunk since. You can reach him on whatsapp +234 555 0123.",
    "I now coach others the way I was coached; if you want to change too, book a free call at {site}.",
    "If you want what I have, message me and I will send you the link to the program that did it for me.",
    "These days I take {tonic} every morning, I even became a distributor, so DM me if you want some for a good price.",
    "I wrote it all down in my e-book, it is {price} on my website {site}.",
    "The only thing that helped with the nights was {med}, I know somebody who ships it discreetly, just inbox me.",
    "By the way, trading crypto got me out of debt, my mentor takes new students, write to her on telegram @coachlina.",
    "{clinic} has openings right now and takes most insurance, call {num} and say Jenna sent you.",
    "Now I make {sum} a month from home and have time for recovery. Ask me how.",
    "I have some left over {med} that I do not need any more, so if anyone wants them cheap, text me at 555-0148.",
]


def _woven(count: int, seed: int) -> list[str]:
    chance, parts = random.Random(seed), filled(WOVEN, SLOTS, each=12, seed=seed)
    found = []
    for number in range(count):
        sentences = chance.choice(essays).split(". ")
        place = chance.randint(max(1, len(sentences) // 2), len(sentences))
        sentences.insert(place, parts[number % len(parts)].rstrip("."))
        found.append(". ".join(sentences))
    return found


plain = filled(PILLS + REMEDIES + CLINICS + SMS + MAIL, SLOTS, each=8, seed=21)
woven = _woven(140, seed=22)
PROMOTIONS = plain + woven
"""More than four hundred."""
