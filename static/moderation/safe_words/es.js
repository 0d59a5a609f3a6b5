// What a hint is about, in Spanish, without accents. Data: read here by the browser, and by community/moderation/safe_words/.
export default {
"numbers": "cien cinco cincuenta cuarenta cuatro diez doce docena dos mil noventa nueve ochenta ocho once quince seis sesenta setenta siete treinta tres veinte",
"names": {
  "how": "como_puedo como_me como_se como_hago la_mejor_manera la_manera_mas la_forma_mas forma_de manera_de sin_dolor metodo metodos",
  "to_die": "suicidarme suicidarse suicidarte matarme ahorcarme ahorcarse quitarme_la_vida acabar_con_mi_vida morir_sin_dolor suicidio",
  "wishing": "morir morirme matarme suicidarme suicidio quitarme_la_vida no_despertar no_despertarme acabar_con_todo",
  "living": "dejar dejo evitar no nunca sin_hacerlo ayuda ayudo apoyo sobrevivi pensar pensamientos ganas siento sentir ansiedad vivo viva",
  "drug": "heroina fentanilo coca cocaina crack metanfetamina cristal keta ketamina speed anfetamina* oxicodona alprazolam trankimazin benzos valium morfina codeina tramadol mdma extasis ghb lsd setas",
  "sick": "medico medica doctor doctora receta recetado recetada receto farmacia farmaceutico clinica centro psiquiatra enfermera hospital desintoxicacion tratamiento naloxona medicacion abstinencia",
  "ill_eating": "imc purga purgar purgue vomitar vomite atracon atracones restringir restrinjo ayuno anorexi* bulimi* delgada delgado flaca flaco gorda gordo bascula peso_ideal"
},
"rules": [
  {"kind": "hurting", "within": 6, "anywhere": "", "sets": [
    "@to_die",
    "@how"],
    "unless": "@living"},
  {"kind": "hurting", "within": 12, "anywhere": "", "sets": [
    "#_pastillas #_comprimidos #_mg #_miligramos #_paracetamoles bote_de_pastillas caja_de_pastillas todas_mis_pastillas todas_las_pastillas",
    "@wishing"],
    "unless": "medico recetado receta dosis naloxona al_dia"},
  {"kind": "hurting", "within": 8, "anywhere": "", "sets": [
    "cuchilla cuchillas cuchillo navaja cuter mechero cigarro cigarrillo cristal",
    "corte corto cortarme cortarse cortar cortes queme quemo quemarme",
    "me mi_brazo mis_brazos mi_muneca mis_munecas las_munecas mi_pierna mis_piernas los_brazos los_muslos"],
    "unless": "pelo barba afeitar afeitarme cocina cocinando cebolla pan accidente sin_querer tire escondi sin"},
  {"kind": "hurting", "within": 8, "anywhere": "", "sets": [
    "soga cuerda cinturon sabana",
    "ahorcarme ahorcar colgarme mi_cuello al_cuello",
    "me mi ahorcarme colgarme atar ate nudo"],
    "unless": "tire escalada medico"},
  {"kind": "eating", "within": 6, "anywhere": "", "sets": [
    "#_calorias #_kcal",
    "al_dia por_dia diarias dia hoy comer como comi comiendo solo menos limite maximo ayuno quemar queme"],
    "unless": "nutricionista dietista medico hospital receta cerveza vino"},
  {"kind": "eating", "within": 5, "anywhere": "@ill_eating", "sets": [
    "#_kg #_kilos #_kilo",
    "peso pesaba pesar bajar baje adelgazar adelgace perdido perdi"],
    "unless": "bebe perro gato maleta gimnasio pesas musculo"},
  {"kind": "eating", "within": 3, "anywhere": "", "sets": [
    "imc",
    "#"],
    "unless": "medico nutricionista"},
  {"kind": "eating", "within": 6, "anywhere": "", "sets": [
    "laxantes laxante diureticos pastillas_para_adelgazar",
    "# cuantos cuantas despues_de_comer despues_de_cada para_adelgazar para_purgar"],
    "unless": "estrenimiento medico deje sin metadona"},
  {"kind": "eating", "within": 8, "anywhere": "", "sets": [
    "#_horas #_dias",
    "ayuno ayunando sin_comer",
    "@ill_eating adelgazar calorias"],
    "unless": "ramadan medico analisis limpio limpia sobrio sobria"},
  {"kind": "drugs", "within": 9, "anywhere": "", "sets": [
    "@drug",
    "inyect* esnif* fumar fumarse pincharse pincho",
    "como_se como_puedo la_mejor_manera el_truco puedes tienes_que primero mejor_si"],
    "unless": "@sick dejar deje nunca limpias"},
  {"kind": "drugs", "within": 10, "anywhere": "", "sets": [
    "cuanto cuanta cuantos cuantas dosis que_dosis",
    "@drug",
    "colocar colocarse colocarme colocarte subidon primera_vez principiante empezar para_notar pegue"],
    "unless": "@sick gaste gastaba dinero antes costo perdi"},
  {"kind": "drugs", "within": 8, "anywhere": "", "sets": [
    "@drug maria hierba pastillas camello sin_receta",
    "donde_puedo donde_se donde_consigo donde_comprar alguien_sabe sabeis_donde sabe_donde quien_vende alguien_vende",
    "comprar conseguir consigo pillar pillo vende venden consigue"],
    "unless": "@sick ayuda reunion reuniones deshacerme abogado"}
]
};
