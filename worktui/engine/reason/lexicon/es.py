"""Spanish manners of speaking, over folded text. See `lexicon` for the form."""

from __future__ import annotations

_CALL = r"(?:llamada|reunion|cita|videollamada|charla|call|encuentro|demo|sesion|conversacion|visita|taller|hueco)"

ES: dict[str, tuple[str, ...]] = {
    "ask": (
        r"\b(?:podria[ns]?|podrias|puedes|puede|pueden|podeis|podriais|podemos|serias tan amable de)(?: por favor| tambien| usted| ustedes)*\b",
        r"\b(?:por favor|porfa|pf|xfa)\b",
        r"\b(?:te|le|os|les) (?:pido|ruego|agradeceria|importaria|agradezco|pedimos|rogamos|agradeceriamos)(?: que)?\b",
        r"\b(?:necesito|necesitamos|quiero|queremos|quisiera|me gustaria|nos gustaria) que\b",
        r"\b(?:hay que|tienes que|tiene que|teneis que|tienen que|habria que|deberias|deberia|no olvides|no olvide|no te olvides de|recuerda|acuerdate de)\b",
        r"\b(?:seria|es) posible(?: que)?\b|\bestaria bien (?:si|que)\b|\bseria (?:genial|estupendo|ideal|bueno) (?:si|que)\b",
        r"\b(?:me|nos) (?:mandas?|mandais|envias?|enviais|pasas?|pasais|das?|dais|confirmas?|confirmais|compartes?|preparas?|haces?|haceis|adelantas?|devuelves?|reenvias?)\b(?! las gracias)",
        r"\bhaz(?:me|nos)? el favor de\b",
    ),
    "want": (
        r"\b(?:necesitamos|necesito|necesitariamos|necesitaria|nos hace falta|me hace falta|nos falta|nos faltan|falta|faltan|hace falta)(?: tambien| todavia| aun| recibir| tener)*\b",
        r"\b(?:queremos|quisieramos|quisiera|quiero|querriamos|nos gustaria|me gustaria)(?: recibir| tener| ver)?\b",
        r"\b(?:debe|deben|tiene que|tienen que) (?:ser|estar) (?=\w)",
    ),
    "due": (r"\b(?:vence|vencen|fecha limite|plazo|entrega)\b",),
    "find_invoice": (
        r"\b(?:adjunto|adjunta|adjuntamos|aqui|le envio|les envio|te envio|nuestra)\b[^.]{0,60}\bfactura\b",
        r"\bfactura\b[^.]{0,60}\b(?:adjunt\w*|vence|vencimiento|importe|por|de \d)",
    ),
    "invoice": (r"\bfacturas?\b",),
    "meet": (
        rf"\b(?:agendar|programar|concertar|fijar|organizar|tener|hacer|reservar|planificar|cerrar|buscar|encontrar|coordinar)\b[^.!]{{0,30}}\b{_CALL}\b",
        r"\b(?:podemos|podriamos|podria|podrias|puedes|podeis|puede)\b[^.!?]{0,60}\b(?:hablar|vernos|reunirnos|llamarnos|quedar|charlar|conversar|reunir|comentar|repasar|llamarme|llamarnos)\b",
        r"\b(?:tienes|tiene|teneis|tienen|tendrias|tendria)\b[^.!]{0,30}\b(?:tiempo|un hueco|disponibilidad|un rato|un momento|minutos)\b",
        r"\b(?:estas|esta|estarias|estaria|estais) (?:libre|disponible)s?\b",
        r"\b(?:cuando|que dia|a que hora) (?:puedes|podemos|podriamos|te|le|os|tienes|estas)\b",
        rf"\b(?:me gustaria|nos gustaria|quisiera|quiero|queremos|quisieramos|querria)\b[^.!]{{0,50}}\b(?:{_CALL}|hablar|reunir\w*|vernos|charlar)\b",
        r"\b(?:quedamos|hablamos|nos vemos|nos reunimos)\b[^.!]*\?",
        rf"\b{_CALL}\b[^.!]*\?",
        r"\b(?:llamame|llameme|llamenos)\b",
    ),
    "meet_offer": (
        r"\b(?:propongo|proponemos|sugiero|sugerimos)\b",
        r"\b(?:te va bien|le va bien|os va bien|te viene bien|le viene bien|os viene bien|te parece|le parece|vendria bien|funciona|conviene|seria posible)\b",
        r"\b(?:preferiblemente|mejor|por la manana|por la tarde|idealmente|que tal)\b",
        r"\b(?:puedo|podria|estoy|yo puedo)\b",
    ),
    "meet_noun": (rf"\b{_CALL}\b", r"\b(?:hablar|vernos|reunirnos|quedar)\b"),
    "accept_time": (
        r"\b(?:me va bien|nos va bien|me viene (?:bien|perfecto)|perfecto|de acuerdo|confirmo|confirmamos|me quedo con|vale)\b",
    ),
    "cancel": (
        r"\b(?:tengo que|tenemos que|debo|debemos|quiero|queremos|necesito|quisiera|hay que|puedes|podria)\b[^.!?]{0,40}\b(?:cancelar|anular)\w*\b",
        r"\b(?:cancelar|anular|cancelad[ao]|anulad[ao]|cancela|cancelo|cancelamos|anula|anulo)\w*\b",
        r"\bdejamos (?:la|el|nuestra) [^.!?]{0,60}\bno hace falta\b|\bno hace falta (?:la|el|nuestra) (?:llamada|reunion|cita|videollamada|sesion|visita)\b",
        r"\bno (?:puedo|podre|podremos|podemos|voy a poder|vamos a poder)\b[^.!?]{0,40}(?:asistir|acudir|ir|llegar|estar)?\b",
    ),
    "cancel_word": (r"\b(?:cancel\w+|anul\w+)\b",),
    "shift": (
        r"\b(?:mover|mueve|movemos|aplazar|posponer|cambiar|cambiamos|adelantar|retrasar|reprogramar|pasar(?:la|lo)? (?:a|al|para)|trasladar)\w*\b",
        r"\b(?:otro|otra|nuevo|nueva|mas tarde|mas temprano) (?:dia|fecha|hora|horario|momento|hueco)\b",
        r"\bpasar? (?:la|el|los|las|nuestr[oa]) [^.?!]{3,50}\b(?:al?|para el) (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|\d)",
        r"\bllego [^.?!]{0,30}\btarde\b|\bme retras\w+\b|\b(?:empezamos|empezar|quedamos) (?:a las|mas tarde)\b",
        r"\ben (?:su|vez|cambio) (?:lugar|de)\b|\bimprevisto\b|\bha surgido\b|\bsurgio\b",
    ),
    "done": (
        r"\b(?:esta|estan|ha sido|han sido|ya|queda|quedo|quedan|quedaron|fue)\b[^.;?]{0,40}\b(?:list[ao]s?|terminad[ao]s?|acabad[ao]s?|hech[ao]s?|completad[ao]s?|entregad[ao]s?|publicad[ao]s?|enviad[ao]s?|aprobad[ao]s?|resuelt[ao]s?|cerrad[ao]s?|en linea|firmad[ao]s?|corregid[ao]s?|finalizad[ao]s?)\b",
        r"\b(?:he|hemos|ha|han|ya)\b[^.;?]{0,20}\b(?:terminado|acabado|entregado|publicado|enviado|aprobado|resuelto|cerrado|completado|corregido|finalizado|hecho)\b",
        r"\b(?:termine|acabe|entregue|publique|envie|aprobe|complete|cerre|corregi)\b",
        r"\b(?:list[ao]s?|terminad[ao]s?|acabad[ao]s?|hech[ao]s?|aprobad[ao]s?)[.!]*\s*$",
        r"[:,-]\s*(?:list[ao]s?|terminad[ao]s?|hech[ao]s?|aprobad[ao]s?)\b",
    ),
    "done_word": (
        r"\b(?:terminad[ao]s?|list[ao]s?|entregad[ao]s?|aprobad[ao]s?|publicad[ao]s?|acabad[ao]s?|completad[ao]s?|hech[ao]s?|cerrad[ao]s?|corregid[ao]s?)\b",
    ),
    "redate": (
        r"\bpuede esperar hasta\b|\bse (?:aplaza|pospone|retrasa|adelanta) (?:a|al|hasta)\b|\b(?:aplazad|pospuest|adelantad)\w+ (?:a|al|hasta)\b",
    ),
    "hold": (
        r"\bno (?:envies|envie|empieces|empiece|mandes|mande|publiques|publique|hagas|haga)\b[^.]*\b(?:todavia|aun|hasta)\b|\b(?:paren|parad|pausa|pausar|pausad)\b",
    ),
    "fault": (
        r"\b(?:esta|estan|queda|suena|sale) demasiado \w+\b",
        r"\b(?:todavia|aun|sigue) (?:aparece|apareciendo|muestra|mostrando|dice|pone|poniendo|sale|saliendo)\b",
        r"\bno (?:funciona|carga|se ve|abre|va)\w*\b|\b(?:error|fallo|errata|averiad\w+|rot[ao])\b",
    ),
    "approve": (
        r"\b(?:aprobad[ao]s?|aprobamos|apruebo|visto bueno|damos el ok|de acuerdo|todo bien|luz verde|adelante)\b",
    ),
    "sent_for": (
        r"\b(?:enviad[ao]s?|mandad[ao]s?|pasad[ao]s?|entregad[ao]s?|pendiente|esperando|para|en)\b[^.;]{0,40}\b(?:firmar|firma|aprobar|revisar|validar|aprobacion|visto bueno|revision|ok|validacion|feedback|comentarios)\b",
        r"\b(?:con el|en manos del|al) cliente\b",
    ),
    "start": (
        r"\b(?:empiezo|empezamos|empece|comienzo|comence|arranco|arranque|retomo|me pongo con|me ocupo de|estoy con|trabajo en|estoy trabajando en|cojo|tomo|sigo con|paso a)\b",
        r"\b(?:he|hemos) (?:empezado|comenzado)\b|\ben curso\b|\ben marcha\b|\bhoy\s*:",
    ),
    "block": (
        r"\b(?:bloquead[ao]s?|atascad[ao]s?|parad[ao]s?|detenid[ao]s?|en espera|trabad[ao]s?)\b",
        r"\bno (?:puedo|podemos|puede|se puede|avanza|avanzamos)\b[^.;]{0,60}\b(?:hasta|sin|antes|mientras)\b",
        r"\b(?:hasta que|mientras|sin)\b[^.;]{3,80}\bno (?:puedo|podemos|puede|se puede|avanz\w+)\b",
        r"\b(?:esperando|espero|esperamos|a la espera)\b|\bdepende (?:de|del)\b|\bnecesit\w+ [^.;]{0,40}(?:antes|primero)\b",
    ),
    "blocks": (r"\bbloquea (?:a )?(?:\w+-\d+|la|el|los|las)\b",),
    "until": (r"\b(?:hasta que|hasta|sin|antes|esperando|depende de|depende del|por|mientras)\b",),
    "unblock": (
        r"\bya no (?:depende|esta bloquead|espera)\w*\b|\bdesbloquead[ao]\b|\bno depende\b",
    ),
    "chase": (
        r"\b(?:alguna novedad|hay novedades|novedades|alguna noticia|noticias (?:de|sobre)|como va\w*|en que punto|en que estado|que tal va|cual es el estado|estado de|seguimiento|recordatorio)\b",
        r"\b(?:sigo|seguimos|todavia|aun) (?:esperando|sin|no|estamos)\b",
        r"\bcuando\b[^.!]{0,60}\b(?:recibir\w*|tendremos|estara\w*|llega\w*|list[ao]s?|tener|podemos esperar|entreg\w*|tendreis)\b",
        r"\b(?:esta|estan|has|habeis|han|ha)\b[^.!]{1,60}\b(?:list[ao]s?|terminad[ao]s?|ya|enviado|acabad[ao]s?)\b[^.!]*\?",
    ),
    "courtesy": (
        r"^\W*(?:besos?|(?:un )?abrazos?|saludos)\W+\w+\W*$|^\W*(?:besos?|(?:un )?abrazos?|saludos)\W*$",
        r"\b(?:no dudes en|no dude en|quedo a (?:tu|su|vuestra) disposicion|cualquier (?:duda|cosa|pregunta|consulta)|espero que|un saludo|que tengas|que tenga|buen (?:dia|fin de semana)|como estas|feliz)\b",
        r"\b(?:muchas )?gracias\b(?![^.!]*\b(?:podrias|puedes|por favor)\b)|\bdisculp\w+\b[^.!]{0,30}$",
    ),
    "thanks": (r"\bgracias\b",),
    "idle": (
        r"^\W*(?:por cierto,? )?(?:mi|nuestr[oa]) (?:\w+ )?(?:hermana|hermano|mujer|marido|madre|padre|hijo|hija|amig[oa]|vecin[oa]|prim[oa])\b(?!.*\b(?:podria|puedes|por favor)\b)",
        r"\bsi algun dia\b|\balgun dia\b|\ben teoria\b|\bpensando en voz alta\b|\bquizas? (?:algun dia|mas adelante|el ano)\b|\btal vez (?:algun dia|mas adelante|el ano)\b|\bno hay nada decidido\b|\baun no (?:esta|se ha) decidido\b|\bes solo una idea\b",
        r"\bsi (?:alguna vez|llegaramos|hicieramos|fueramos)\b|\bhabria (?:sido|que haber)\b",
    ),
    "nothing_asked": (
        r"\b(?:solo )?para (?:tu|su|vuestra|que (?:lo )?sepas) ?(?:informacion|conocimiento)?\b(?=[^.]{0,12}(?:[.,:]|$))|\bno (?:hace falta|es necesario|tienes que|tiene que|hay que) (?:que )?(?:hacer|hagas|haga|responder|respondas|contest\w+) ?(?:nada)?\b|\bnadie (?:lo )?ha pedido\b|\bsolo (?:estoy )?pensando\b|\bno requiere (?:accion|respuesta)\b",
    ),
    "negated": (
        r"\bno (?:hace falta|es necesario|necesit\w+|hay que|tienes que|tiene que|toques|cambies|envies|hagas)\b|\bya no\b|\bsin necesidad\b",
    ),
    "not_done": (
        r"\b(?:no|casi|todavia|aun|sera|estara|cuando|si|hasta|antes|falta|debe|deberia|pronto|tiene que)\b",
    ),
    "withdraw": (
        r"\b(?:olvida(?:lo|te)?|olvide(?:lo)?|ignora|ignore|ya no (?:hace falta|es necesario|lo necesit\w+|necesit\w+)|no hagas caso|ya esta (?:resuelto|solucionado|arreglado)|lo hemos (?:resuelto|solucionado)|dejalo)\b",
    ),
    "changed": (
        r"\b(?:mejor|en su lugar|en vez|finalmente|al final|adelant\w+|aplaz\w+|cambi\w+|correccion|perdon|lo siento|antes|mas tarde|nueva fecha|basta con)\b",
    ),
    "polite_if": (
        r"\bsi (?:es posible|puedes|puede|pudieras|tienes (?:tiempo|un momento)|te (?:parece|viene)|le (?:parece|viene))\b",
    ),
    "if": (r"\b(?:si|en caso de|siempre que|a menos que)\b",),
    "otherwise": (r"\b(?:si no|de lo contrario|en caso contrario)\b",),
    "promise": (
        r"\b(?:te|le|os|les)? ?(?:envio|enviare|mando|mandare|entregare|entrego|hare|preparo|preparare|reviso|revisare|confirmo|confirmare|paso|pasare|llamo|llamare|consulto|consultare|hablo|hablare|me encargo|me encargare|voy a|vamos a|enviaremos|haremos|prepararemos|tendras|tendreis|tendra|recibira\w*)\b",
    ),
    "question": (
        r"^\s*[¿]?(?:y |tambien )*(?:que|cual\w*|quien|cuando|donde|por que|como|cuanto\w*|es|esta|hay|tiene\w*)\b[^.!]*\?",
        r"\b(?:me (?:puedes|podrias|puede) decir|dime|diganos|sabes|avisame)\b",
    ),
    "away": (
        r"\b(?:fuera de la oficina|de vacaciones|de viaje|ausente|no estare (?:disponible|en la oficina)|de baja|vacaciones|de permiso)\b",
    ),
    "back": (r"\b(?:vuelvo|regreso|de vuelta|volvere|regresare|reincorporo)\b",),
    "remind": (r"\brecuerdame\b|\brecordarme\b",),
    "spent": (r"\b(?:dedique|trabaje|he dedicado|he trabajado|pase|estuve|gaste)\b",),
    "paid": (r"\b(?:costo|cuesta|costaron|pague|pagamos|gaste|gasto|compre)\b",),
    "my_time": (
        r"\b(?:mi hora|nuestra hora|hora mia|hora local|hora nuestra|mi zona)\b|\b(?:aqui|de aqui)\b",
    ),
    "your_time": (
        r"\b(?:tu hora|su hora|vuestra hora|hora tuya|hora vuestra|hora de alli|hora suya)\b",
    ),
    "about_time": (r"\b(?:sobre|alrededor|aproximadamente|a eso|hacia)\b",),
    "after_time": (r"\b(?:despues|a partir|antes|entre|desde)\b",),
    "greeting": (
        r"(?:hola|buenos dias|buenas(?: tardes| noches)?|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?)",
    ),
    "everyone": (
        r"^(?:a todos|a todas|todos|equipo|senores|senor|senora|amigos|que tal|gente|chicos|buenas)$",
    ),
    "title_word": (r"^(?:sr|sra|srta|senor|senora|don|dona|dr|dra)\.?$",),
    "lead": (
        r"^(?:y|tambien|ademas|luego|despues|pero|por ultimo|primero|segundo|tercero|asi que|me|nos|que|usted)\b[\s,:;.-]*",
    ),
    "me": (r"\b(?:me|nos)\b",),
    "urgent": (
        r"\b(?:urgente\w*|cuanto antes|lo antes posible|prioritari[ao]|inmediatamente|con urgencia|urge)\b",
    ),
    "low": (r"\b(?:no es urgente|no hay prisa|sin prisa)\b",),
}
VERBS = frozenset(
    """enviar envia envie enviame envianos enviarme enviarnos enviarle envien envies manda mandar mandame mandanos mandarme mandarnos actualizar actualiza actualice actualizarme corregir corrige corrija
    revisar revisa revise anadir anade anada agregar agrega preparar prepara prepare confirmar confirma confirme cambiar cambia cambie crear crea cree hacer haz haga
    pasar pasame pasarme pasarnos dar dame darme darnos traducir traduce traduzca eliminar elimina quitar quita pedir pide reservar reserva llamar llama completar completa
    reemplazar sustituir sustituye publicar publica publique compartir comparte firmar firma pagar paga pague abonar organizar organiza planificar entregar entrega
    entregue terminar termina acabar subir sube mirar mira comprobar comprueba compruebe verificar verifica adjuntar adjunta redactar escribir escribe ajustar
    ajusta arreglar arregla arregle decir dime decirme indicar indicarme facilitar facilitarme facilitarnos rehacer resolver""".split()
)
"""Spanish verbs of orders, folded, with the usual endings."""
