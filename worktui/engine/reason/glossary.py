# ruff: noqa: E501 - one line a word reads as a table
"""Words of work in German, French, Spanish and Portuguese, and their English.

Titles of tasks are often English while the mail about them is not.  Each line: the English
word, then what the other languages call it, folded.  Compounds are found by their parts.
"""

from __future__ import annotations

from functools import lru_cache

from worktui.engine.reason.words import stem

_LINES = """
proposal quote offer: angebot devis offre proposta propuesta oferta presupuesto orcamento cotizacion vorschlag proposition kostenvoranschlag
invoice: rechnung facture factura fatura boleto
contract: vertrag contrat contrato
brochure: broschure brochure folleto folheto brochura prospekt plaquette
layout: maqueta maquete maquette layout mise maquette maquetacion diagramacao diseno gestaltung
logo: logo logotipo signet
guide: leitfaden anleitung guia handbuch
guidelines: richtlinien leitlinien directrices diretrizes charte normas manual
migration: migration migracion migracao umstellung
translate translation: ubersetzung ubersetzen traduction traduire traduccion traducir traducao traduzir
certificate: zertifikat certificat certificado
renew: erneuern verlangern renouveler renouvellement renovar renovacion renovacao
checklist: checkliste prufliste
launch: lancement lanzamiento lancamento
homepage: portada landing startseite accueil inicio pagina-inicial
copy text: text texte texto textos texte
banner: banner bandeau banniere bandera
cookie: cookie cookies
script: drehbuch skript guion roteiro scenario script
radio: radio radiospot
storyboard: storyboard storyboards
media: media medios midia medien medias
plan: plan plano mediaplan
brand: marke marque marca
shortlist: auswahl vorauswahl seleccion selecao selection lista-corta
onboarding: onboarding einarbeitung incorporacion integracao
pack: paket unterlagen dossier paquete pacote mappe
report: bericht rapport informe relatorio
presentation slides: prasentation presentation presentacion apresentacao folien diapositives
website site: website webseite site web sitio
page: seite page pagina
price pricing: preis preise prix precio precios preco precos tarif tarifs
photo: foto fotos photo photos
video spot: video spot
newsletter: newsletter boletin
budget: budget presupuesto orcamento
schedule: zeitplan terminplan calendrier planning cronograma calendario
draft: entwurf brouillon ebauche borrador rascunho
design: design entwurf conception diseno
key: schlussel cle cles llave llaves clave claves chave chaves
rotate: rotieren tauschen rotation rotacion rotar rotacionar rodar renouveler
signing: signatur signature firma assinatura
upgrade: upgrade aktualisierung mise-a-jour actualizacion atualizacao
header: header kopfzeile kopfzeilen en-tete en-tetes entete cabecera cabeceras encabezado cabecalho cabecalhos
rate limit: ratenbegrenzung limitation debit limite limitacion limitacao
refund: erstattung ruckerstattung remboursement reembolso
payment: zahlung paiement pago pagamento
queue: warteschlange file cola fila
dark: dunkel dunkler sombre oscuro escuro dunkelmodus
mode: modus mode modo
mobile app: app application aplicacion aplicativo
agreement: vereinbarung accord acuerdo acordo
feedback: feedback ruckmeldung retour comentarios
database: datenbank base-de-donnees base-de-datos banco-de-dados
test: test tests prueba pruebas teste testes essai
document docs: dokument dokumentation document documentation documento documentacion documentacao
form: formular formulaire formulario
shop: shop boutique tienda loja laden
menu: menu speisekarte carte carta cardapio
map: karte carte mapa plan
poster: plakat affiche cartel cartaz
flyer: flyer prospectus volante panfleto
summer: sommer ete verano verao
winter: winter hiver invierno inverno
campaign: kampagne campagne campana campanha
final: final endgultig definitiva definitivo finale
cut: schnitt montage montaje corte
list: liste lista
subtitles subtitle: untertitel sous-titres sous-titrage subtitulos legendas legenda
english: englisch englische anglais anglaise ingles inglesa
german: deutsch deutsche allemand aleman alemao
french: franzosisch francais frances
spanish: spanisch espagnol espanol espanhol
portuguese: portugiesisch portugais portugues
fair trade: messe salon feria feira
shooting: dreh drehplan tournage rodaje filmagem gravacao
schedule: drehplan ablaufplan
casting: casting besetzung elenco
location: drehort lieu localizacion locacao locacoes
permit permits: genehmigung genehmigungen permis permiso permisos autorizacao autorizacoes licenca bauantrag
application: antrag demande solicitud pedido bauantrag
rough: rohschnitt brut bruto primer
window: fenster fenetre fenetres ventana ventanas janela janelas
fire: brand brandschutz incendie incendio
safety: sicherheit schutz brandschutz securite seguridad seguranca
concept: konzept concept concepto conceito brandschutzkonzept
lighting: beleuchtung licht lichtplan eclairage iluminacion iluminacao luz
facade: fassade facade fachada
model mock-up: modell maquette maqueta maquete muster
survey: aufmaß vermessung releve levantamiento levantamento
lease: miete leasing bail alquiler aluguel
order: bestellung commande pedido encomenda
delivery: lieferung livraison entrega
training: schulung formation formacion formacao
manual: handbuch manuel manual
offer: offerte
survey: umfrage sondage encuesta pesquisa
meeting minutes: protokoll compte-rendu acta ata
release: veroffentlichung version lancement publicacion
bug error: fehler erreur bogue fallo erro
login: anmeldung connexion inicio-sesion
export: export exportation exportacion exportacao
import: import importacion importacao
log: protokoll journal registro
audit: prufung audit auditoria
label: etikett etikett etiquette etiqueta
printer: drucker imprimante impresora impressora
driver: treiber pilote controlador
payout: auszahlung versement
account: konto compte cuenta conta
accounts: konten comptes cuentas contas
"""


@lru_cache(maxsize=1)
def _table() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for line in _LINES.strip().splitlines():
        english, _, others = line.partition(":")
        stems = {stem(word) for word in english.split()}
        for word in others.split():
            table.setdefault(stem(word), set()).update(stems)
    return table


@lru_cache(maxsize=4096)
def also(word: str) -> frozenset[str]:
    """English stems for a stem of another language; parts of long compounds too."""
    table = _table()
    found = set(table.get(word, ()))
    if not found and len(word) >= 9:
        for known, stems in table.items():
            if len(known) >= 5 and (word.startswith(known) or word.endswith(known)):
                found |= stems
    return frozenset(found)
