// What a hint is about, in English. Data: read here by the browser, and by community/moderation/safe_words/.
export default {
"numbers": "couple dozen eight eighty eleven fifteen fifty five forty four hundred nine ninety seven seventy six sixty ten thirty thousand three twelve twenty two",
"names": {
  "how": "how_to how_do_i how_do_you how_can_i how_would_i how_would_you best_way easiest_way quickest_way fastest_way surest_way painless painlessly most_effective way_to ways_to",
  "to_die": "kill_myself kill_yourself killing_myself killing_yourself end_my_life end_your_life take_my_life hang_myself hang_yourself hanging_myself suicide overdose_on od_on",
  "wishing": "die dying kill_myself killing_myself suicide suicidal end_my_life take_my_life end_it_all not_wake_up never_wake_up overdose_on od_on",
  "many_pills": "#_pills #_tablets #_capsules #_paracetamol #_tylenol #_aspirin #_xanax #_mg #_milligrams #_grams bottle_of_pills whole_bottle bottle_of_tylenol all_my_pills all_the_pills all_of_my_pills handful_of_pills",
  "living": "stop stopped stopping not never without from cope coping resist urge urges thought thoughts thinking help helped helpline support survive survived alive instead",
  "drug": "heroin fentanyl fent coke cocaine crack meth crystal ketamine speed amphetamine* oxy oxys oxycontin oxycodone percs percocet* xanax xannies benzo benzos valium morphine codeine tramadol dilaudid mdma molly ecstasy ghb lean adderall ritalin lsd acid shrooms",
  "sick": "doctor doctors dr prescribed prescribe prescribes prescription pharmacist pharmacy clinic taper tapering tapered psychiatrist nurse hospital detox treatment rehab refill naloxone narcan strips exchange medication meds side_effects withdrawal",
  "ill_eating": "bmi purge purged purging binge binged bingeing binging restrict restricted restricting fasting anorexi* bulimi* thinspo skinny skinnier thinner thin fat eating_disorder ed goal_weight lowest_weight scale safe_foods",
  "weight": "#_kg #_kgs #_kilos #_kilo #_lbs #_lb #_stone #_pounds"
},
"rules": [
  {"kind": "hurting", "within": 5, "anywhere": "", "sets": [
    "@to_die",
    "@how"],
    "unless": "@living risk statistics awareness prevention talk ask note lost"},
  {"kind": "hurting", "within": 12, "anywhere": "", "sets": [
    "@many_pills",
    "@wishing"],
    "unless": "doctor prescribed dose taper naloxone narcan clinic a_day"},
  {"kind": "hurting", "within": 8, "anywhere": "", "sets": [
    "razor razors razorblade* blade blades scalpel boxcutter lighter cigarette cigarettes glass knife",
    "cut cuts cutting slit slits slash slashed slice sliced burn burned burnt burning",
    "myself my_arm my_arms my_wrist my_wrists my_leg my_legs my_thigh my_thighs my_skin my_stomach"],
    "unless": "hair beard shave shaving shaved cook cooking kitchen onion onions vegetables bread accident accidentally grass fell threw away gave handed instead hid safe dropped without hold"},
  {"kind": "hurting", "within": 10, "anywhere": "", "sets": [
    "noose rope belt cord ligature sheet",
    "hang hanged hung hanging tie tied around",
    "hang_myself hanging_myself hanged_myself my_neck"],
    "unless": "threw away gave instead climbing doctor"},
  {"kind": "hurting", "within": 10, "anywhere": "", "sets": [
    "bridge overpass roof rooftop tracks train platform cliff balcony multistorey",
    "jump jumped jumping step stepped",
    "kill_myself end_my_life suicide to_die end_it_all which_one high_enough"],
    "unless": "stop stopped talked down somebody stranger policeman officer friend called"},
  {"kind": "hurting", "within": 10, "anywhere": "", "sets": [
    "carbon_monoxide exhaust_fumes helium nitrogen plastic_bag antifreeze charcoal_grill bleach",
    "kill_myself end_my_life suicide to_die die painless painlessly peaceful peacefully"],
    "unless": "detector alarm died save saved clean cleaning"},
  {"kind": "hurting", "within": 5, "anywhere": "", "sets": [
    "gun pistol shotgun rifle revolver",
    "my_mouth my_head my_temple my_chin my_heart"],
    "unless": "he she they his her their someone somebody robbed mugged like felt police dealer locked gave away sold"},
  {"kind": "eating", "within": 6, "anywhere": "", "sets": [
    "#_calories #_kcal #_cals #_calorie",
    "a_day per_day day daily today eat ate eating only under below limit restrict restricting allowed fast intake burn burned"],
    "unless": "dietitian dietician nutritionist doctor nurse hospital plan recipe beer wine pint vodka drink"},
  {"kind": "eating", "within": 5, "anywhere": "@ill_eating", "sets": [
    "@weight",
    "weigh weighed weighs weight down_to lost lose losing dropped drop"],
    "unless": "baby newborn dog cat suitcase luggage bet bets casino slots bookies horses poker owed money gym bench deadlift muscle"},
  {"kind": "eating", "within": 3, "anywhere": "", "sets": [
    "bmi",
    "#"],
    "unless": "doctor nurse dietitian calculator nonsense"},
  {"kind": "eating", "within": 6, "anywhere": "", "sets": [
    "laxatives laxative ipecac diuretics diet_pills water_pills",
    "# how_many how_much after_every_meal after_meals after_each_meal to_lose to_purge works_best"],
    "unless": "constipat* doctor prescribed stopped quit threw without methadone opioids"},
  {"kind": "eating", "within": 8, "anywhere": "", "sets": [
    "#_hours #_days",
    "fast fasted fasting water_fast ate_nothing without_eating",
    "@ill_eating lose_weight calories kg lbs"],
    "unless": "ramadan lent doctor blood surgery intermittent sober clean"},
  {"kind": "drugs", "within": 9, "anywhere": "", "sets": [
    "@drug suboxone subs",
    "shoot shooting inject injecting snort snorting smoke smoking plug plugging boof boofing parachute slam bang",
    "how_to how_do_you how_do_i best_way_to trick_is you_can you_just you_have_to first_you better_to"],
    "unless": "@sick stop stopped quit never clean needles used_to"},
  {"kind": "drugs", "within": 10, "anywhere": "", "sets": [
    "how_much how_many what_dose dose dosage redose dosing",
    "@drug",
    "get_high get_you_high get_me_high to_nod to_roll to_trip knock_me_out knock_you_out recreational recreationally first_time no_tolerance for_a_beginner start_with to_feel_it good_high"],
    "unless": "@sick used_to back_then took needed anymore money cost costs spent lost"},
  {"kind": "drugs", "within": 8, "anywhere": "", "sets": [
    "@drug weed dealer plug gear research_chemicals without_a_prescription pills",
    "where_to where_can_i where_do_you where_do_i where_can_you know_where know_anyone anyone_know who_sells hook_me_up anyone_got anyone_selling",
    "get buy find score cop order source sells selling hook_me_up got pick_up"],
    "unless": "@sick help meeting meetings rid dispose hide lawyer counsellor counselor sponsor"},
  {"kind": "drugs", "within": 10, "anywhere": "", "sets": [
    "darknet dark_web darkweb onion_link telegram wickr snapchat",
    "vendor vendors dealer dealers plug order ordered buy ships shipping market menu",
    "@drug weed pills gear stuff"],
    "unless": "@sick deleted blocked left stopped quit used_to lost scam"},
  {"kind": "drugs", "within": 10, "anywhere": "", "sets": [
    "cold_water_extraction potentiate potentiates crush crushing extended_release time_release coating",
    "@drug pills",
    "how_to you_can you_just get_high to_snort to_inject to_shoot stronger hits_harder"],
    "unless": "@sick"}
]
};
