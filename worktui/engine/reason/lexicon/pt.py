"""Portuguese manners of speaking, over folded text. See `lexicon` for the form."""

from __future__ import annotations

_CALL = r"(?:chamada|reuniao|ligacao|conversa|call|encontro|videochamada|videoconferencia|demo|sessao|bate-papo|horario|visita|papo)"

PT: dict[str, tuple[str, ...]] = {
    "ask": (
        r"\b(?:voce|voces|vc|vcs|o senhor|a senhora|tu) (?:pode|podem|poderia|poderiam|consegue|conseguem|conseguiria|podes)(?: por favor| tambem)*(?: (?:me|nos))?\b",
        r"\b(?:pode|podem|poderia|poderiam|podes|podias|consegue|conseguem|conseguiria|da para|daria para|podemos)(?: por favor| tambem| me| nos| voce)*\b",
        r"\b(?:voce |voces |vc )?(?:me|nos) (?:manda|mandas|mandam|envia|envias|enviam|passa|passas|passam|confirma|confirmam|prepara|preparam|encaminha|encaminham)\b(?=[^.]*$)",
        r"\b(?:por favor|por gentileza|pfv|pf|favor)\b",
        r"\b(?:peco|pedimos|agradeco|agradecia|agradecemos|gostaria|gostariamos|preciso|precisamos|quero|queremos) (?:que|se)\b",
        r"\b(?:tem que|tens que|e preciso|deve|devem|nao (?:se )?esqueca (?:de)?|nao (?:te )?esquecas (?:de)?|lembre(?:-se)? de|lembra-te de|temos que|temos de)\b",
        r"\b(?:seria|e) possivel(?: que)?\b|\bseria (?:otimo|bom|ideal|excelente) (?:se|que)\b",
    ),
    "want": (
        r"\b(?:so |apenas )?(?:pedimos|peco|solicitamos|solicito)\b",
        r"\b(?:precisamos|preciso|precisavamos|precisava|necessitamos|necessito|falta-nos|faltam|falta)(?: tambem| ainda| de| do| da| dos| das| receber| ter)*\b",
        r"\b(?:queremos|queriamos|gostariamos|gostaria|queria|quero)(?: de)?(?: receber| ter| ver)?\b",
        r"\b(?:deve|devem|precisa|precisam|tem que|tem de) (?:ser|estar) (?=\w)",
    ),
    "due": (r"\b(?:vence|vencem|prazo|data limite|vencimento|entrega)\b",),
    "find_invoice": (
        r"\b(?:segue|seguem|em anexo|anexo|anexa|nossa|envio|enviamos)\b[^.]{0,60}\b(?:fatura|nota fiscal|boleto|factura)\b",
        r"\b(?:fatura|nota fiscal|boleto|factura)\b[^.]{0,60}\b(?:anexo|anexa|vence|vencimento|valor|no valor|de r?\$|de \d)",
    ),
    "invoice": (r"\b(?:faturas?|notas? fiscal|notas? fiscais|boletos?|facturas?)\b",),
    "meet": (
        r"\b(?:conseguimos|consegue|conseguem|podemos|vamos|da pra|da para)\b[^.!]{0,30}\b(?:conversar|falar|nos falar|nos reunir|reunir|nos ver|bater um papo)\b[^.!]*\?",
        rf"\b(?:agendar|marcar|combinar|ter|fazer|organizar|reservar|planejar|planear|encontrar|achar)\b[^.!]{{0,30}}\b{_CALL}\b",
        r"\b(?:podemos|poderiamos|podiamos|pode|poderia|vamos|da para|consegue|consegues)\b[^.!?]{0,60}\b(?:falar|conversar|reunir|encontrar|ligar|nos ver|nos falar|bater um papo|nos reunir|alinhar|repassar)\b",
        r"\b(?:tem|tens|teria|terias|voces tem|voce tem)\b[^.!]{0,30}\b(?:tempo|disponibilidade|um horario|um tempinho|uns minutos|minutos|agenda|um momento)\b",
        r"\b(?:esta|estas|estaria|estarias|estao) (?:livre|disponivel|disponiveis)\b",
        r"\b(?:quando|que dia|qual horario|que horas|qual o melhor) (?:voce|podemos|pode|podes|poderiamos|seria|dia|horario)\b",
        rf"\b(?:gostaria|gostariamos|queria|quero|queremos|queriamos)\b[^.!]{{0,50}}\b(?:{_CALL}|falar|conversar|reunir|agendar|marcar)\b",
        r"\b(?:falamos|nos falamos|conversamos|nos vemos)\b[^.!]*\?",
        rf"\b{_CALL}\b[^.!]*\?",
        r"\b(?:me|nos) (?:ligar|telefonar)\b",
        r"\b(?:me liga|me ligue|ligue-me|liga-me|ligue para (?:mim|nos))\b",
    ),
    "meet_offer": (
        r"\b(?:proponho|propomos|sugiro|sugerimos)\b",
        r"\b(?:fica bem|ficaria bom|funciona|serve|te serve|pode ser|da certo|seria bom|convem|que tal)\b",
        r"\b(?:de preferencia|melhor|pela manha|de manha|a tarde|idealmente|preferencialmente)\b",
        r"\b(?:posso|poderia|estou|eu posso|consigo)\b",
    ),
    "meet_noun": (rf"\b{_CALL}\b", r"\b(?:falar|conversar|reunir)\b"),
    "accept_time": (
        r"\b(?:para mim (?:esta|fica|funciona)|fica bem|fica otimo|funciona|perfeito|combinado|confirmo|confirmado|confirmamos|pode ser|fechado|serve)\b",
    ),
    "cancel": (
        r"\b(?:tenho que|temos que|preciso|precisamos|vou ter que|quero|queremos|gostaria|pode|podem|tenho de)\b[^.!?]{0,40}\b(?:cancelar|desmarcar)\b",
        r"\b(?:cancelar|desmarcar|cancelad[ao]|desmarcad[ao]|cancela|cancele|desmarca|desmarque|cancelo|cancelamos)\b",
        r"\bnao (?:posso|poderei|vou poder|vamos poder|consigo|conseguirei|conseguiremos|podemos)\b[^.!?]{0,40}(?:ir|participar|comparecer|estar)?\b",
    ),
    "cancel_word": (r"\b(?:cancel\w+|desmarc\w+)\b",),
    "shift": (
        r"\b(?:mudar|remarcar|adiar|transferir|antecipar|mover|passar para|reagendar|adiamos|remarcamos|mudamos)\b",
        r"\bpassar (?:a|o|as|os|noss[oa]) [^.?!]{3,50}\b(?:para|pra) (?:segunda|terca|quarta|quinta|sexta|sabado|domingo|o dia|\d)",
        r"\b(?:vou|posso|devo) (?:me )?atrasar\b|\bchego [^.?!]{0,30}\batrasad[oa]\b|\bcomecar (?:as|mais tarde)\b",
        r"\b(?:outro|outra|novo|nova|mais tarde|mais cedo) (?:dia|data|hora|horario|momento)\b",
        r"\bem vez\b|\bimprevisto\b|\bsurgiu\b",
    ),
    "done": (
        r"\b(?:esta|estao|foi|foram|ja|ficou|ficaram)\b[^.;?]{0,40}\b(?:pront[ao]s?|terminad[ao]s?|concluid[ao]s?|feit[ao]s?|entregue\w*|publicad[ao]s?|enviad[ao]s?|aprovad[ao]s?|resolvid[ao]s?|fechad[ao]s?|no ar|assinad[ao]s?|corrigid[ao]s?|finalizad[ao]s?)\b",
        r"\b(?:aprovou|aprovaram|validou|validaram|liberou|fechou|assinou|terminou|concluiu|finalizou|entregou|publicou)\b",
        r"\b(?:terminei|acabei|conclui|finalizei|entreguei|publiquei|enviei|aprovamos|aprovei|resolvi|fechei|mandei|corrigi|terminamos|entregamos|enviamos|concluimos|finalizamos)\b",
        r"\b(?:pront[ao]s?|terminad[ao]s?|concluid[ao]s?|feit[ao]s?|aprovad[ao]s?|entregue\w*|no ar)[.!]*\s*$",
        r"[:,-]\s*(?:pront[ao]s?|terminad[ao]s?|concluid[ao]s?|feit[ao]s?|aprovad[ao]s?)\b",
    ),
    "done_word": (
        r"\b(?:terminad[ao]s?|pront[ao]s?|entregues?|aprovad[ao]s?|publicad[ao]s?|concluid[ao]s?|feit[ao]s?|fechad[ao]s?|corrigid[ao]s?|no ar|finalizad[ao]s?)\b",
    ),
    "redate": (
        r"\bpode (?:esperar|ficar) (?:ate|para)\b|\b(?:foi|fica) (?:adiad|antecipad|passad)\w+ para\b",
    ),
    "hold": (
        r"\bnao (?:envie|mande|comece|publique|faca)\b[^.]*\b(?:ainda|ate)\b|\b(?:parem|pausem|pausar)\b",
    ),
    "fault": (
        r"\b(?:esta|estao|ficou|ficaram) (?:\w+ demais|demasiado \w+)\b",
        r"\bainda (?:aparece|mostra|diz|consta|esta com|sai)\w*\b",
        r"\bnao (?:funciona|carrega|abre|aparece)\w*\b|\b(?:erro|falha|quebrad\w+|bug|fora do ar)\b",
    ),
    "approve": (
        r"\b(?:aprovad[ao]s?|aprovamos|aprovou|aprovaram|aprovo|de acordo|tudo certo|pode seguir|sinal verde|ok para)\b",
    ),
    "sent_for": (
        r"\b(?:enviad[ao]s?|mandad[ao]s?|mandei|enviei|entregue|passei|pendente|aguardando|esperando|para|em)\b[^.;]{0,40}\b(?:assinar|assinatura|aprovar|revisar|validar|aprovacao|ok|revisao|validacao|feedback|aval|comentarios)\b",
        r"\b(?:com o|na mao do|ao|pro|para o) cliente\b",
    ),
    "start": (
        r"\b(?:comeco|comecei|comecando|comecamos|estou comecando|iniciei|inicio|pego|peguei|pegando|vou pegar|assumo|retomo|estou trabalhando em|trabalhando em|trabalho em|sigo com|passo para|vou comecar)\b",
        r"\bem andamento\b|\bhoje\s*:",
    ),
    "block": (
        r"\b(?:bloquead[ao]s?|travad[ao]s?|parad[ao]s?|pres[ao]s?|empacad[ao]s?|em espera)\b",
        r"\bnao (?:posso|podemos|pode|consigo|conseguimos|da para|avanca)\b[^.;]{0,60}\b(?:ate|sem|antes|enquanto)\b",
        r"\b(?:ate que|enquanto|sem)\b[^.;]{3,80}\bnao (?:posso|podemos|pode|consigo|da|avanc\w+)\b",
        r"\b(?:aguardando|esperando|espero|a espera|aguardo)\b|\bdepende (?:de|do|da)\b|\bprecis\w+ [^.;]{0,40}(?:antes|primeiro)\b",
    ),
    "blocks": (r"\bbloqueia (?:o|a|os|as|\w+-\d+)\b",),
    "until": (
        r"\b(?:ate que|ate|sem|antes|aguardando|esperando|depende (?:de|do|da)|por|enquanto)\b",
    ),
    "unblock": (
        r"\b(?:nao depende mais|ja nao depende|desbloquead[ao]|nao esta mais bloquead[ao])\b",
    ),
    "chase": (
        r"\b(?:alguma novidade|novidades|alguma noticia|noticias (?:do|da|sobre)|como esta o andamento|como (?:vai|anda|vao|esta|estao)|em que pe|qual (?:e )?o (?:status|estado|andamento)|status (?:do|da)|acompanhamento|lembrete|cobrando)\b",
        r"\b(?:continuo|continuamos|ainda|seguimos) (?:esperando|aguardando|sem|nao|estamos)\b",
        r"\bquando\b[^.!]{0,60}\b(?:receber\w*|teremos|fica\w*|estara\w*|chega\w*|pront[ao]s?|ter|podemos esperar|entreg\w*|sai)\b",
        r"\b(?:esta|estao|ja|conseguiu|conseguiram)\b[^.!]{1,60}\b(?:pront[ao]s?|terminad[ao]s?|enviad[ao]|terminou|acabou|enviou)\b[^.!]*\?",
    ),
    "courtesy": (
        r"^\W*(?:beijos?|bjs?|bjos|(?:um )?abracos?|abs)\W+\w+\W*$|^\W*(?:beijos?|bjs?|bjos|(?:um )?abracos?|abs)\W*$",
        r"\b(?:nao hesite|fico a disposicao|ficamos a disposicao|qualquer (?:duda|duvida|coisa|pergunta)|espero que|um abraco|bom (?:dia|fim de semana)|boa (?:semana|tarde)|tudo bem|como vai|feliz)\b",
        r"\b(?:muito )?obrigad[oa]\b(?![^.!]*\b(?:poderia|pode|por favor)\b)|\bdesculp\w+\b[^.!]{0,30}$",
    ),
    "thanks": (r"\bobrigad[oa]\b|\bvaleu\b",),
    "idle": (
        r"^\W*(?:alias,? )?(?:a |o )?(?:minha|meu|noss[oa]) (?:\w+ )?(?:irma|irmao|mulher|marido|mae|pai|filh[oa]|amig[oa]|vizinh[oa]|prim[oa])\b(?!.*\b(?:poderia|pode|por favor)\b)",
        r"\bse (?:um|algum) dia\b|\balgum dia\b|\bem teoria\b|\bpensando (?:alto|em voz alta)\b|\btalvez (?:um dia|mais tarde|ano que vem|no ano que vem|no futuro)\b|\bnada (?:esta )?decidido\b|\bso uma ideia\b|\bainda nao (?:esta |foi )?decidid\w+\b",
        r"\bse (?:alguma vez|um dia|fizessemos|fossemos)\b|\bteria (?:sido|que)\b",
    ),
    "nothing_asked": (
        r"\b(?:so |apenas )?para (?:sua|seu|vosso|tua|teu|o seu) (?:informacao|conhecimento)\b|\bnao (?:precisa|e preciso|e necessario|precisam) (?:de )?(?:fazer|responder)(?: nada)?\b|\bninguem pediu\b|\bso (?:estou )?pensando\b|\bnenhuma (?:acao|resposta)\b",
    ),
    "negated": (
        r"\bnao (?:precis\w+|e (?:necessario|preciso)|ha necessidade|tem que|mexa|mude|envie|faca)\b|\bsem necessidade\b|\bja nao\b",
    ),
    "not_done": (
        r"\b(?:nao|quase|ainda|sera|estara|quando|se|ate|antes|falta|deve|deveria|em breve|vai|vou)\b",
    ),
    "withdraw": (
        r"\b(?:esquec[ae]|deixa (?:pra la|para la|estar)|ignor[ae]|desconsider[ae]|nao (?:precisa|e preciso|e necessario|precisamos|preciso) mais|ja (?:esta |foi )?(?:resolvid[oa]|solucionad[oa])|ja resolvemos|nao e mais necessari[oa])\b",
    ),
    "changed": (
        r"\b(?:melhor|em vez|afinal|na verdade|antecip\w+|adi\w+|mud\w+|correcao|desculp\w*|mais cedo|mais tarde|nova data|pode ser)\b",
    ),
    "polite_if": (
        r"\bse (?:possivel|puder|pudesse|der|voce puder|tiver tempo|for possivel|conseguir)\b",
    ),
    "if": (r"\b(?:se|caso|desde que|a menos que)\b",),
    "otherwise": (r"\b(?:senao|caso contrario|do contrario)\b",),
    "promise": (
        r"\b(?:te|lhe|vos|eu)? ?(?:envio|enviarei|mando|mandarei|entrego|entregarei|farei|faco|preparo|prepararei|verifico|verificarei|confirmo|confirmarei|vou (?:enviar|mandar|fazer|ver|verificar|falar|preparar|entregar|perguntar|checar|revisar|conversar)|vamos (?:enviar|mandar|fazer|preparar|entregar)|consulto|retorno|cuido|eu cuido|tera|terao|recebera\w*)\b",
    ),
    "question": (
        r"^\s*(?:e |tambem )*(?:o que|que|qual|quais|quem|quando|onde|por que|como|quanto\w*|e|esta|ha|tem)\b[^.!]*\?",
        r"\b(?:pode me dizer|poderia me dizer|me diz|me diga|diga-me|sabe|me avisa|me avise)\b",
    ),
    "away": (
        r"\b(?:fora do escritorio|de ferias|ferias|ausente|viajando|em viagem|nao estarei (?:disponivel|no escritorio)|de licenca|de folga)\b",
    ),
    "back": (r"\b(?:volto|retorno|de volta|voltarei|retornarei|regresso)\b",),
    "remind": (r"\b(?:me lembr[ae]|lembr[ae]-me|lembrar-me|me lembrar)\b",),
    "spent": (r"\b(?:gastei|trabalhei|passei|dediquei)\b",),
    "paid": (r"\b(?:custou|custa|custaram|paguei|pagamos|gastei|comprei|foi|foram)\b",),
    "my_time": (r"\b(?:meu horario|minha hora|nosso horario|hora local|horario local|daqui)\b",),
    "your_time": (
        r"\b(?:seu horario|sua hora|teu horario|horario de voces|tua hora|vosso horario|dai)\b",
    ),
    "about_time": (r"\b(?:por volta|cerca|mais ou menos|aproximadamente)\b",),
    "after_time": (r"\b(?:depois|apos|a partir|antes|entre|desde)\b",),
    "greeting": (
        r"(?:ola|oi|bom dia|boa tarde|boa noite|carissim[oa]s?|car[oa]s?|prezad[oa]s?|querid[oa]s?|alo)",
    ),
    "everyone": (
        r"^(?:a todos|todos|todas|pessoal|equipe|equipa|gente|time|senhores|senhor|senhora|tudo bem|amigos)$",
    ),
    "title_word": (r"^(?:sr|sra|srta|senhor|senhora|dr|dra|dona)\.?$",),
    "lead": (
        r"^(?:e|tambem|alem disso|depois|mas|por ultimo|primeiro|segundo|terceiro|entao|me|nos|que|voce|o|a)\b[\s,:;.-]*",
    ),
    "me": (r"\b(?:me|nos|mim)\b",),
    "urgent": (
        r"\b(?:urgente\w*|o quanto antes|o mais rapido possivel|prioridade|imediatamente|com urgencia|assim que possivel)\b",
    ),
    "low": (r"\b(?:nao e urgente|sem pressa|nao tem pressa)\b",),
}
VERBS = frozenset(
    """diminui diminuir diminua aumenta aumentar aumente abaixa abaixar tira tirar poe por coloca colocar coloque enviar envia envie enviem enviar-me enviar-nos mandar manda mande atualizar atualiza atualize corrigir corrige corrija revisar revisa revise adicionar adiciona adicione
    acrescentar incluir inclua inclui preparar prepara prepare confirmar confirma confirme mudar muda mude criar cria crie fazer faz faca passar passa passe
    dar traduzir traduz traduza remover remove remova tirar tira pedir pede peca reservar reserva reserve ligar liga ligue completar substituir
    substitua trocar troca troque publicar publica publique compartilhar compartilhe partilhar assinar assina assine pagar paga pague organizar organize planejar
    entregar entrega entregue terminar termina subir sobe suba olhar olha verificar verifica verifique checar cheque anexar anexe redigir escrever escreva ajustar
    ajuste arrumar arruma arrume consertar conserte dizer diga informar informe fornecer forneca refazer resolver resolva""".split()
)
"""Portuguese verbs of orders, folded."""
