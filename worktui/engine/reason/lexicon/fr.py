"""French manners of speaking, over folded text. See `lexicon` for the form."""

from __future__ import annotations

_CALL = r"(?:appel|rendez-vous|rdv|reunion|point|entretien|visio\w*|call|echange|rencontre|demo|seance|atelier|creneau|conference)"

FR: dict[str, tuple[str, ...]] = {
    "ask": (
        r"\b(?:pourriez|pouvez|pourrais|peux|pourrait|voudriez|voulez)[- ](?:vous|tu|on)(?: (?:s'il vous plait|svp|aussi|egalement))*(?: (?:me|nous|m'|nous l'))?\b",
        r"\b(?:vous |tu )(?:me |nous |m'|nous l'|me l')(?:envoies|envoyez|prepares|preparez|transmets|transmettez|passes|passez|donnes|donnez|confirmes|confirmez)\b",
        r"\bpourrai(?:t|ent)[- ](?:il|elle|ils|elles) (?:etre|avoir)\b",
        r"\b(?:vous|tu) (?:pourriez|pouvez|pourrais|peux)\b",
        r"\b(?:merci (?:aussi |encore |egalement )?(?:de|d')|priere de|veuillez|je vous prie de|je vous serais (?:reconnaissante?|gre) de|n'oubliez pas (?:de|d')|n'oublie pas (?:de|d')|pensez a|pense a)\b",
        r"\b(?:s'il vous plait|s'il te plait|svp|stp)\b",
        r"\bserait[- ]il possible (?:de|d'|que)\b|\best[- ]il possible (?:de|d'|que)\b|\bce serait (?:bien|super|genial|parfait|top) (?:si vous|si tu|de|que)\b",
        r"\b(?:j'aimerais|nous aimerions|je voudrais|nous voudrions|je souhaiterais|nous souhaiterions) que (?:vous|tu)\b",
        r"\b(?:il faudrait|il faut|vous devez|tu dois|il serait bien) (?:que vous |que tu )?\b",
    ),
    "want": (
        r"\b(?:nous|j'|on)\s?(?:avons|ai|a|aurions|aurais|aurait)(?: aussi| encore| egalement)? besoin (?:de |d'|du |des )?",
        r"\b(?:nous|je|on) (?:voudrions|voudrais|voudrait|aimerions|souhaitons|souhaiterions|souhaite|attendons|voulons)(?: aussi| egalement| avoir| recevoir| obtenir)*\b",
        r"\bj'aimerais(?: avoir| recevoir| aussi)*\b",
        r"\bil (?:nous|me) (?:faut|faudrait|manque)\b|\bil manque\b",
        r"\bdoit etre (?=\w)|\bdoivent etre (?=\w)",
    ),
    "due": (r"\b(?:a rendre|a livrer|echeance|date limite|delai|a remettre)\b",),
    "find_invoice": (
        r"\b(?:ci-joint\w*|veuillez trouver|voici|notre|en piece jointe)\b[^.]{0,60}\bfacture\b",
        r"\bfacture\b[^.]{0,60}\b(?:ci-joint\w*|echeance|payable|montant|d'un montant|de \d)",
    ),
    "invoice": (r"\bfactures?\b",),
    "meet": (
        rf"\b(?:prendre|fixer|organiser|prevoir|planifier|caler|programmer|reserver|convenir d'|faire|avoir|se faire|passer)\b[^.!]{{0,30}}\b{_CALL}\b",
        r"\b(?:pouvons|pourrions|pourrait|peut|on)[- ]?(?:nous|on|se)?\b[^.!]{0,60}\b(?:parler|appeler|voir|rencontrer|discuter|echanger|telephoner|faire le point|reunir)\b[^.!]*\?",
        r"\b(?:seriez|etes|serais|es|auriez|avez|aurais|as)[- ](?:vous|tu)\b[^.!]{0,40}\b(?:disponibles?|libres?|dispo|du temps|un moment|un creneau|une disponibilite|un instant)\b",
        r"\bquand (?:seriez|etes|pouvons|pourrions|pourrait|peut|es)\b",
        rf"\b(?:j'aimerais|je voudrais|nous aimerions|nous voudrions|nous souhaiterions|je souhaiterais)\b[^.!]{{0,50}}\b(?:{_CALL}|parler|discuter|echanger|rencontrer|voir)\b",
        r"\b(?:serait|est|sera)[- ]il possible (?:de |d'|que )[^.!]{0,40}\b(?:se |nous |s')?(?:parler|appeler|voir|parle|rencontrer|entretenir|telephoner|echanger)\b",
        r"\b(?:se parler|s'appeler|se telephoner|s'entretenir|se caler)\b",
        rf"\b{_CALL}\b[^.!]*\?",
        r"\b(?:m'|me |nous )(?:r?appeler|telephoner|passer un (?:coup de fil|appel))\b",
        r"\bappelez[- ](?:moi|nous)\b|\brappelez[- ](?:moi|nous)\b(?! que)",
    ),
    "meet_offer": (
        r"\b(?:je|nous) (?:vous |te )?propos(?:e|ons)\b",
        r"\b(?:convient|conviendrait|convenir|irait|va|vous va|ca vous va|serait possible|possible)\b",
        r"\b(?:de preference|plutot|idealement|le matin|l'apres-midi|et si|que diriez-vous)\b",
        r"\bje (?:peux|pourrais|suis)\b",
    ),
    "meet_noun": (rf"\b{_CALL}\b", r"\b(?:parler|discuter|se voir|telephoner)\b"),
    "accept_time": (
        r"\b(?:me convient|nous convient|me va|ca me va|c'est parfait|parfait pour|je prends|je confirme|nous confirmons|ca marche|a (?:lundi|mardi|mercredi|jeudi|vendredi))\b",
    ),
    "cancel": (
        r"\b(?:dois|devons|doit|voudrais|souhaite|faut|peux|pouvez)\b[^.!?]{0,40}\bannuler\b",
        r"\bannul(?:er|e|ez|ee|ons|ation)\b",
        r"\b(?:ne (?:pourrai|pourrons|peux|pouvons|pourrais) (?:pas|plus|malheureusement pas)|(?:suis|serai) (?:dans l'impossibilite|empechee?|indisponible))\b",
    ),
    "cancel_word": (r"\bannul\w+\b",),
    "shift": (
        r"\b(?:decaler|deplacer|reporter|repousser|avancer|changer|reprogrammer|decalons|reportons)\b",
        r"\b(?:autre|nouvelle|nouveau|plus tard|plus tot) (?:jour|date|horaire|creneau|moment|heure)\b",
        r"\b(?:aurai|arriverai|serai) [^.?!]{0,30}\ben retard\b|\b\w+ minutes? de retard\b|\bcommencer (?:a \d|plus tard)\b",
        r"\bpasser (?:le|la|notre) [^.?!]{3,50}\b(?:a|au) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d)",
        r"\bplutot\b|\bempechement\b|\bimprevu\b",
    ),
    "done": (
        r"\b(?:est|sont|a ete|ont ete|c'est|maintenant)\b[^.;?]{0,30}\b(?:termine\w*|fini\w*|pret\w*|en ligne|livre\w*|valide\w*|approuve\w*|envoye\w*|publie\w*|corrige\w*|resolu\w*|fait\w*|acheve\w*|boucle\w*|signe\w*|regle\w*)\b",
        r"\b(?:j'ai|nous avons|on a|il a|elle a|a|ai)\b[^.;?]{0,20}\b(?:termine|fini|envoye|livre|publie|corrige|resolu|acheve|boucle|valide|approuve)\b",
        r"\b(?:termine\w*|fini\w*|pret\w*|livre\w*|valide\w*|fait)[.!]*\s*$",
        r"[:,-]\s*(?:termine\w*|fini\w*|pret\w*|fait\w*|livre\w*|valide\w*)\b",
    ),
    "done_word": (
        r"\b(?:termine\w*|fini\w*|livre[es]?s?|valide[es]?s?|approuve[es]?s?|publie[es]?s?|acheve[es]?s?|boucle[es]?s?|en ligne|corrige[es]?s?)\b",
    ),
    "redate": (
        r"\bpeut attendre jusqu|\b(?:est|a ete) (?:reporte|decale|avance|repousse)\w* (?:au|a)\b",
    ),
    "hold": (
        r"\bn'?e?\s?\w+ez pas encore\b|\bsuspend(?:ez|re)\b|\bmettez [^.]{3,50} en pause\b|\barretez (?:de|le|la|les)\b",
    ),
    "fault": (
        r"\b(?:est|sont) (?:beaucoup |un peu |bien )?trop \w+\b",
        r"\b(?:affiche|montre|indique|apparait|figure) (?:toujours|encore)\b|\ba disparu\b",
        r"\bne (?:fonctionne|marche|s'affiche|charge)\w* (?:pas|plus)\b|\b(?:erreur|bogue|bug|panne|coquille|faute de frappe|plante)\b",
    ),
    "approve": (
        r"\b(?:valide\w*|approuve\w*|bon pour accord|feu vert|c'est bon|nous convient|d'accord)\b",
    ),
    "sent_for": (
        r"\b(?:envoye\w*|transmis\w*|parti\w*|soumis\w*|en attente|pour|en)\b[^.;]{0,40}\b(?:valider|approuver|relire|validation|approbation|accord|relecture|revue|retour|avis|feu vert)\b",
        r"\bchez le client\b|\bau client\b",
    ),
    "start": (
        r"\b(?:je|nous|on) (?:commence|commencons|demarre|demarrons|prends|reprends|m'occupe de|travaille sur|travaillons sur|m'attaque a|attaque|me mets a|passe a)\b",
        r"\b(?:j'ai|on a|nous avons) (?:commence|demarre|repris)\b|\ben cours\b|\baujourd'hui\s*:",
    ),
    "block": (
        r"\b(?:bloque\w*|coince\w*|a l'arret|en attente|en suspens)\b",
        r"\b(?:ne|n')\s?\w+(?: \w+)? (?:pas|plus)\b[^.;]{0,60}\b(?:avant|tant que|sans|jusqu)\b",
        r"\b(?:tant que|avant|sans|jusqu)[^.;]{3,80}\b(?:ne|n')\s?\w+[^.;]{0,20}\b(?:pas|plus|rien)\b",
        r"\b(?:attends|attendons|attend)\b|\bdepend (?:de|d'|du)\b|\bbesoin [^.;]{0,40}d'abord\b",
    ),
    "blocks": (r"\bbloque (?!e)(?:\w+-\d+|la|le|les)\b",),
    "until": (
        r"\b(?:avant|tant que|sans|par|jusqu|attend\w*|depend (?:de|d'|du)|en attente de|que)\b",
    ),
    "unblock": (r"\b(?:n'est|ne depend|n'attend) plus\b|\bdebloque\w*\b|\bne depend pas\b",),
    "chase": (
        r"\b(?:sera|seront|est|sont|serait|seraient)(?:-t)?-(?:il|elle|ils|elles|ce) (?:\w+ )?(?:prete?s?|finie?s?|terminee?s?|disponibles?|en ligne|livree?s?)\b",
        r"\b(?:des nouvelles|du nouveau|une mise a jour|un point sur|ou en (?:est|sont|etes|es)[- ]?\w*|l'etat d'avancement|relance|relancer|me permets de revenir|reviens vers vous)\b",
        r"\b(?:petit rappel|rappel|toujours pas|sans nouvelles|toujours en attente|attendons toujours)\b",
        r"\bquand\b[^.!]{0,60}\b(?:recevoir|aurons|aura|sera|seront|disponible|pret\w*|livre\w*|compter)\b",
        r"\b(?:est|sont|avez|a)[- ](?:ce que|il|elle|ils|elles|vous|tu)\b[^.!]{1,60}\b(?:termine\w*|fini\w*|pret\w*|envoye\w*|avance\w*|fait\w*)\b[^.!]*\?",
    ),
    "courtesy": (
        r"^\W*(?:bises|bisous|amities|cordialement)\W+\w+\W*$|^\W*(?:bises|bisous|amities|cordialement)\W*$",
        r"\b(?:n'hesitez pas|n'hesite pas|a votre disposition|reste a votre|restons a votre|bonne (?:journee|semaine|soiree|reception)|bon week-end|j'espere|nous esperons|en vous remerciant|au plaisir|comment allez|ca va)\b",
        r"\bmerci\b(?! (?:aussi |encore |egalement )?(?:de|d')\s?(?:nous |me |m'|bien vouloir |ne pas |lui |leur )*\w+(?:er|ir|re|oir)\b)(?![^.!]*\b(?:pourriez|pouvez)\b)",
        r"\bveuillez (?:agreer|recevoir|accepter|m'excuser|nous excuser|trouver|noter)\b|\bje vous prie (?:d'agreer|de croire|de m'excuser)\b",
    ),
    "thanks": (r"\bmerci\b",),
    "idle": (
        r"^\W*(?:au fait,? )?(?:ma|mon|notre) (?:\w+ )?(?:soeur|frere|femme|mari|mere|pere|fils|fille|amie?|voisine?|cousine?)\b(?!.*\b(?:pourriez|pouvez|peux|merci de)\b)",
        r"\bsi (?:un jour|jamais)\b|\bun jour\b(?! (?:avant|apres|plus))|\ben theorie\b|\beventuellement\b|\bje (?:reflechis|pense) (?:a voix haute|tout haut)\b|\bpeut-etre (?:un jour|plus tard|l'annee)\b",
        r"\bsimple (?:idee|reflexion)\b|\brien (?:n'est|de) decide\b|\bpas encore decide\b|\baurait (?:pu|du)\b|\baurions (?:pu|du)\b",
    ),
    "nothing_asked": (
        r"\bpour (?:information|info|votre information)\b|\baucune (?:action|reponse)\b|\brien a faire\b|\bpas (?:besoin de (?:repondre|faire)|de reponse)\b|\ba titre d'information\b|\bpersonne ne (?:l'a )?demande\b|\bje reflechis (?:juste )?(?:a voix haute|tout haut)\b",
    ),
    "negated": (
        r"\b(?:pas (?:besoin|necessaire|la peine|obligatoire)|inutile (?:de|d')|n'est plus necessaire|plus besoin|ne (?:\w+ )(?:pas|plus) (?!de nouvelles)(?:envoyer|faire)|ne (?:faites|fais|envoyez|touchez|changez) (?:rien|pas))\b",
    ),
    "not_done": (
        r"\b(?:pas|encore|presque|quasi\w*|sera|seront|avant|quand|si|des que|doit|devrait|bientot|est-ce|jusqu)\b",
    ),
    "withdraw": (
        r"\b(?:laissez tomber|laisse tomber|oubliez|oublie|ne tenez pas compte|ignorez|plus (?:besoin|necessaire|d'actualite)|c'est (?:regle|resolu|bon)|finalement (?:non|pas)|annule et remplace)\b",
    ),
    "changed": (
        r"\b(?:plutot|finalement|avance\w*|reporte\w*|repousse\w*|change\w*|correction|desole\w*|plus tot|plus tard|nouvelle date|pouvez attendre|suffit)\b",
    ),
    "polite_if": (
        r"\bsi (?:possible|vous (?:pouvez|avez le temps|le pouvez)|tu (?:peux|as le temps)|c'est possible|cela vous (?:convient|va)|ca vous va)\b",
    ),
    "if": (r"\b(?:si|au cas ou|a condition|sauf si)\b|\bs'il\b(?! vous plait| te plait)",),
    "otherwise": (r"\b(?:sinon|autrement|dans le cas contraire)\b",),
    "promise": (
        r"\bje (?:vous |t'|te |l'|les |le |la |m')?(?:envoie|enverrai|ferai|fais|livre|livrerai|prepare|preparerai|verifie|verifierai|transmets|transmettrai|reviens|reviendrai|rappelle|rappellerai|m'occupe|m'en occupe|vais|vois|verrai|demande|demanderai|occupe)\b",
        r"\bnous (?:vous )?(?:enverrons|ferons|livrerons|preparerons|allons|transmettrons)\b|\bvous (?:aurez|recevrez)\b",
    ),
    "question": (
        r"^\s*(?:et |aussi )*(?:quel\w*|qui|que|quand|ou|pourquoi|comment|combien|est-ce|avez|est|y a-t-il|peut-on)\b[^.!]*\?",
        r"\b(?:pouvez-vous me dire|pourriez-vous me dire|dites-moi|savez-vous|faites-moi savoir)\b",
    ),
    "away": (
        r"\b(?:absente?|en (?:conge|conges|vacances|deplacement)|hors du bureau|indisponible|en arret|pas au bureau)\b",
    ),
    "back": (r"\b(?:de retour|retour le|reviens|reviendrai|je serai de retour)\b",),
    "remind": (r"\brappel(?:le|lez)[- ]moi\b",),
    "spent": (r"\b(?:passe|travaille|consacre)\b",),
    "paid": (r"\b(?:coute|paye|depense|achete|cout)\w*\b",),
    "my_time": (
        r"\b(?:mon heure|notre heure|heure de chez (?:moi|nous)|chez (?:moi|nous)|heure locale)\b",
    ),
    "your_time": (r"\b(?:votre heure|ton heure|chez vous|chez toi|heure de chez vous)\b",),
    "about_time": (r"\b(?:vers|environ|aux alentours)\b",),
    "after_time": (r"\b(?:apres|des|avant|entre|a partir)\b",),
    "greeting": (r"(?:bonjour|bonsoir|salut|chere?s?|coucou|madame|monsieur)",),
    "everyone": (
        r"^(?:a tous|a toutes et a tous|toutes et tous|a toute l'equipe|l'equipe|tous|madame|monsieur|madame, monsieur|messieurs|mesdames|les amis|equipe|tout le monde)$",
    ),
    "title_word": (r"^(?:m|mme|mlle|madame|monsieur|dr|me)\.?$",),
    "lead": (
        r"^(?:et|aussi|puis|ensuite|egalement|enfin|mais|donc|d'abord|par ailleurs|de plus|me|nous|m'|alors|de|d')(?:\b|(?<='))[\s,:;.-]*",
    ),
    "me": (r"\b(?:me|nous|m'|moi)\b",),
    "urgent": (
        r"\b(?:urgent\w*|au plus vite|des que possible|priorit\w+|immediatement|en urgence)\b",
    ),
    "low": (r"\b(?:pas urgent|rien ne presse|sans urgence)\b",),
}
VERBS = frozenset(
    """envoyer envoyez envoie mettre mettez corriger corrigez corrige ajouter ajoutez ajoute verifier verifiez verifie preparer preparez prepare
    confirmer confirmez confirme relire relisez modifier modifiez changer changez creer creez faire faites transmettre transmettez fournir
    fournissez valider validez valide signer signez payer payez regler reglez traduire traduisez supprimer supprimez retirer retirez
    commander commandez reserver reservez appeler appelez rappeler rappelez completer completez remplacer remplacez publier publiez partager
    partagez mettre mettez rediger redigez donner donnez communiquer communiquez organiser organisez planifier planifiez livrer livrez
    actualiser actualisez adresser adressez indiquer indiquez tester testez refaire refaites renvoyer renvoyez raccourcir finaliser finalisez
    dire dites montrer montrez""".split()
)
"""French verbs of orders, folded."""
