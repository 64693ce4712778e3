"""English manners of speaking. See `lexicon` for the form."""

from __future__ import annotations

_CALL = (
    r"(?:(?:phone |video |zoom |quick |short |intro(?:ductory)? |kick-?off |discovery |design "
    r"|review |feedback |integration |chemistry |status |catch-?up |planning |\d+ ?-?min(?:ute)?s? )*"
    r"(?:call|meeting|chat|talk|appointment|demo|session|catch-?up|zoom|video ?call|conversation"
    r"|sync|walk-?through|intro|slot|workshop|conference|interview|1:1|one-to-one|consultation|review"
    r"|feedback round|discussion|kick-?off|chat))"
)

EN: dict[str, tuple[str, ...]] = {
    "ask": (
        r"\b(?:could|can|would|will|wld|cld) (?:you|u|someone|somebody|one of you|anyone|your team)(?: from your (?:team|side|company|office))?(?! (?:rather|prefer|say|agree|be (?:free|available|open|interested|around))\b)"
        r"(?: guys| all)?(?: please| kindly| maybe| possibly| also| perhaps| be able to| mind"
        r"| be so kind (?:as )?to| quickly| just)*\b",
        r"\b(?:please|pls|plz|kindly)(?: also| could you| can you| do| be sure to| make sure to"
        r"| remember to| don't forget to)?\b",
        r"\b(?:i|we)(?:'d| would) (?:like|love|want|need) you to\b",
        r"\b(?:i|we) (?:want|need|expect|ask|would ask|'d ask) you to\b",
        r"\b(?:could|can|shall|may) we (?:please |also |maybe |perhaps |then |just )*(?=(?:add|get|have|change|move|remove|use|make|update|include|fix|see"
        r"|try|extend|replace|swap|cut|shorten|translate|publish|send|switch|test|put|drop|keep|receive|raise|set|turn|show|print|order|increase|reduce)\b)",
        r"\bwould you mind\b",
        r"^\W*(?:and |also )?(?:could|can|might) (?:the|our|all the|those|these) [^?.]{2,50} be (?:made |a (?:bit|little|touch) |slightly |much |more |less )*(?!done|ready|finished|available)\w+(?:er|ed|ful|able)\b[^?.]*\?",
        r"(?<!if )(?<!when )\byou (?:will |'ll )?(?:send|prepare|share|draft|update|provide|write|finish|review|deliver)\b(?! (?:me|us) (?:your|an? (?:mail|email)))(?=[^?]*$)",
        r"\b(?:it )?(?:would|'d) be (?:great|good|nice|helpful|lovely|wonderful|perfect|super|ideal"
        r"|fantastic|brilliant|appreciated) (?:if|to have) (?:you|we)?(?: could| can| would)?\b",
        r"\b(?:i|we)(?:'d| would) (?:really )?(?:appreciate|be grateful|be thankful) (?:it )?if you"
        r"(?: could| can| would)?\b",
        r"\b(?:would|is) it (?:be )?possible (?:for you )?to\b",
        r"\b(?:could|can|might) (?:that|this|it|these|those|they) (?:still |also |perhaps |maybe |please )*be \w+(?:ed|en|de|t)\b(?=[^.!]*\?)",
        r"\b(?:i|we) (?:was|were|am|'m) wondering (?:if|whether) you (?:could|can|would)\b",
        r"\b(?:is there )?any (?:chance|way|possibility) (?:you|we|i) (?:could|can)\b",
        r"\b(?:is there )?any (?:chance|way|possibility) (?:to|of|that)\b",
        r"\b(?:please )?(?:don't|do not) forget to\b",
        r"\b(?:please )?(?:make|be) sure (?:to|that you|you)\b",
        r"\bremember to\b",
        r"\b(?:you|u) (?:need|ought) to\b|\byou(?:'ll)? have to\b|\byou (?:should|must) (?!know|see|have|be|get|find|also know|feel)",
        r"\blet'?s\b",
        r"\b(?:todo|to do|to-do|action|action item|ai|new task|task)\s*:",
        r"\bhelp (?:us|me) (?=\w)",
        r"\bif you (?:could|can) (?:please |also )?(?=(?:send|share|update|fix|add|check|review)\b)",
    ),
    "want": (
        r"\b(?:we|i)(?:'d| would| will|'ll)?(?: also| still| really| urgently| then| just| only)* need"
        r"(?: to have| to get| to see| to receive)?\b(?! to (?!know\b))",
        r"\b(?:we|i)(?:'d| would)(?: also| really)? (?:like|love|want)\b(?: to (?:have|get|see|receive|"
        r"order|ask for|request)\b)?(?! to\b)",
        r"\b(?:we|i) (?:also )?(?:want|require|request|are missing|am missing|are looking for|"
        r"am looking for|'re looking for|'m looking for|are after|'re after)\b",
        r"\b(?:we're|i'm) (?:missing|looking for|after)\b",
        r"\b(?:our|my|the|their) (?:\w+ )?\w+ (?:would (?:also )?like|want|wants|need|needs|are asking for|is asking for|asks for|require|requires|have asked for|has asked for)(?: to (?:see|have|get|know|receive))?\b(?! to\b)",
        r"\b(?:would|'d) be (?:glad|happy|grateful|thankful) (?:about|for|with|of)\b",
        r"\blooking for (?:an?|new|some|someone|somebody|help|support)\b",
        r"\b(?:i|we)(?:'m| am|'re| are| was| were|'d been| had been) hoping (?:to (?:get|have|see|receive)|for)\b",
        r"\b(?:we|i)(?:'re| are|'m| am)?(?: still)? (?:short of|lack|lacking|could do with|can't find)\b",
        r"\b(?:is|are) (?:still )?(?:missing|needed|required|wanted|outstanding)\b",
        r"\bneeds (?:a|an|the|some|new|to be)\b",
        r"(?<=\w )would (?:also |really |certainly )?(?:help(?: (?:us|me|a lot))?|be (?:nice|great|helpful|useful|good|handy))\s*[.!]*$",
        r"(?<!\bi )(?<!\bi've )(?<!\bwe )\b(?:asks|is asking|are asking|keeps asking|wonders|wants to know) (?:whether|if|for|how|when|what)\b",
        r"(?<!\bi )(?<!\bit )(?<!\bwe )(?<!\bhe )(?<!\bshe )(?<!\bthey )(?<!\byou )(?<!\bthat )(?<!\bthis )(?<!\bthere )"
        r"\b(?:must|has to|have to|should|needs to|need to|ought to) be (?=\w)",
        r"\bneed (?=\w)",
        r"\b(?:request|requesting)\b(?= (?:a|an|the|for)\b)",
    ),
    "want_own": (
        r"\b(?:we|i)(?:'d| would) (?:like|love|want) to (?=\w)|\b(?:we|i) (?:want|plan|are planning|'re planning|intend|hope) to (?=\w)",
    ),
    "meet_frame": (
        r"\b(?:please|let'?s|let us|would|'d|want|wants|need|could|can|shall|should|may|might|wondering|propose|suggest|how about|hoping"
        r"|appreciate|possible|free|available|any chance|up for|fancy|call me|give (?:me|us)|we meet|we talk|we speak|when|what time|which day|request\w*|looking (?:to|for))\b",
    ),
    "due": (
        r"\b(?:is|are|was|were|'s|'re) (?:now )?due\b",
        r"\bdue (?:on|by|to|date)?\b",
        r"\bdeadline\b",
        r"\bhas to (?:go out|leave|be)\b",
    ),
    "find_invoice": (
        r"\b(?:find|see|is|here(?:'s| is)|enclosed|attached|attaching|sending)\b[^.]{0,40}"
        r"\b(?:invoice|bill|receipt|statement)\b",
        r"\b(?:invoice|bill)\b[^.]{0,60}\b(?:attached|enclosed|due|payable|over|for|amount)",
    ),
    "invoice": (r"\b(?:invoice|bill|receipt)\b",),
    "meet": (
        r"\b(?:need|want|got|have|grab|spare|for)\s(?:me )?(?:\d{1,3}|a few|five|ten|fifteen|twenty|thirty) ?min\w*\.? (?:w/|with|of your|from) ?(?:you|u|your)\b",
        rf"\b(?:book|schedule|set up|setup|arrange|organi[sz]e|have|hop on|jump on|get on|do|grab"
        rf"|plan|fix|make|find time for|request|get)\b(?: in| up)?(?: a| an| the| another| our| some"
        rf"| my)?(?: \w+){{0,2}} {_CALL}\b",
        rf"\b(?:time|free|available|availability|slot|minutes|min|half an hour|an hour|room|opening)\b"
        rf"[^.?!]{{0,40}}\b(?:for|to)\b[^.?!]{{0,30}}\b(?:{_CALL}|talk|speak|meet|chat|discuss"
        rf"|go (?:through|over)|walk through)\b",
        r"\b(?:could|can|shall|should|may|might|let'?s|let us) (?:we|us|i|you and i)?(?: maybe| perhaps"
        r"| please| quickly| briefly| also)*\s?(?:talk|meet|speak|chat|discuss|catch up|sync|get together"
        r"|connect|hop on|jump on|do a call|have a call|go (?:through|over)|walk through|sit down"
        r"|find (?:\d+|some|a|half|an|time|thirty|twenty|fifteen|forty)|zoom|call you)\b",
        r"\b(?:would|'d) (?:like|love|want) to (?:talk|meet|speak|chat|discuss|catch up|book|schedule"
        r"|arrange|set up|sit down|get together|connect)\b",
        rf"\b(?:i|we)(?:'d| would) (?:like|love|want|need)(?: a| an| another)?(?: \w+){{0,2}} {_CALL}\b",
        r"\b(?:are|would|will) you(?: be)?(?: guys| both)? (?:free|available|around|up for)\b",
        r"\b(?:do|would|will) you have (?:any )?(?:time|availability|a (?:moment|minute|slot|few minutes)"
        r"|half an hour|an hour|\d+ min)",
        r"\bwhen (?:are|would|will|could|can|do) (?:you|we)(?: be)? (?:free|available|meet|talk|speak"
        r"|have time)\b",
        r"\b(?:get|have|find|spare|grab|steal)\b[^.?!]{0,12}\b(?:half an hour|an hour|\d+ ?min\w*|some time|a (?:few|couple of) minutes)\b[^.?!]{0,16}\b(?:with you|of your time|with us|with me|together)\b",
        r"\b(?:could|can|may|might|shall) (?:we|i) (?:please |maybe |also )?(?:have|get|do|find|take|grab) (?:half an hour|an hour|\d+ ?min\w*)\b",
        r"\bany (?:free |open )?(?:slots?|openings?|availability)\b[^.!]*\?",
        r"\b(?:what|which) (?:time|day)s? (?:work|suit|would)\w*\b",
        rf"\b(?:need|want|fancy|up for)(?: a| an| another)?(?: \w+){{0,2}} {_CALL}\b",
        rf"^\s*(?:(?:a|quick|short)\s)*{_CALL}\b[^.!]{{0,40}}\?",
        r"\b(?:give (?:me|us) a (?:call|ring)|call me|phone me|ring me)\b",
        r"\bmeet (?:you|up)\b(?=[^.!]*\?)",
        r"\b(?:could|can|shall|would) we (?:do|say|make it|try)\b(?=[^.?!]*(?:\d|day\b|tomorrow|morning|afternoon))",
        r"\bwe(?:'ll| will)? (?:meet|talk|speak) (?:again )?(?:on|at|next|this|tomorrow)\b",
        r"\bbook (?:a|some|my|your) (?:time|slot)\b",
    ),
    "meet_offer": (
        r"\b(?:i|we)(?:'d| would)? (?:suggest|propose)\b",
        r"\b(?:how|what) about\b",
        r"\b(?:does|would|will|do)\b[^.?!]{0,40}\b(?:work|suit|fit|be ok|be okay|be possible)\b",
        r"\b(?:works?|suits?) (?:best |better |well |fine )?(?:for (?:me|us)|me|us)\b",
        r"\b(?:i|we)(?:'m|'re| am| are| would be|'d be| could do| can do| can make)\b(?: also| both)?"
        r"(?: free| available)?",
        r"\b(?:mornings?|afternoons?|evenings?)\b[^.?!]{0,20}\b(?:best|better|ideal|preferred|fine)\b",
        r"\b(?:preferably|ideally|any ?time|otherwise|alternatively|or else)\b",
    ),
    "meet_noun": (rf"\b{_CALL}\b", r"\b(?:book|schedule)\b", r"\bmeet\b"),
    "accept_time": (
        r"\b(?:works?|suits?|fits?)\b(?: well| fine| perfectly| great| best)?(?: for (?:me|us)| me| us)\b",
        r"\b(?:i|we)(?:'ll| will| would|'d) (?:take|go (?:for|with)|choose|pick|prefer)\b",
        r"\b(?:confirm|confirmed|let'?s (?:do|go with|take|say)|that works|perfect|sounds good"
        r"|see you)\b",
    ),
    "cancel": (
        r"\b(?:have|has|need|needs|must|want|like|going) to (?:cancel|call off|drop|skip)\b",
        r"\b(?:please|pls|could you|can you|let'?s|i'll|i will|i'd|we)(?: please| also)? (?:cancel|call off|drop|scrap|skip)\b",
        r"^\s*(?:and )?(?:cancel|call off|drop)\b",
        r"\b(?:can't|cannot|can not|won't|will not|unable to|not able to|couldn't|not be able to)"
        r" (?:make|attend|join|come|do|be there|be at|take part|keep)\b",
        r"\b(?:is|are|has been|have been|was|be) (?:cancelled|canceled|called off|off)\b",
        r"\b(?:cancelled|canceled|cancelling|canceling|cancellation)\b",
        r"\bno longer (?:need|able to|can)\b",
        rf"\b(?:don't|do not|won't) need (?:the|our|that|this|to have (?:the|our)) (?:\w+ ){{0,2}}{_CALL}\b",
        r"\bwon't be (?:there|able|coming)\b",
    ),
    "cancel_word": (r"\b(?:cancel\w*|call(?:ed)? off|drop|skip)\b",),
    "shift": (
        r"\b(?:moving|pushing|postponing|rescheduling|shifting|move|push|shift|postpone|reschedule|re-schedule|rearrange|change|delay|put off"
        r"|bring forward|bump|swap|rebook)\b",
        r"\b(?:another|different|new|other|later|earlier) (?:time|day|date|slot)\b",
        r"\binstead\b",
        r"\b(?:something|sth) (?:has )?c[oa]me up\b",
        r"\b(?:works?|suits?|fits?|is|would (?:be|work|suit)) better\b(?! than)",
        r"\bbring (?:\w+(?:'s)? ){1,5}forward\b",
        r"\b(?:running late|rain ?check|double[- ]?booked|overbooked)\b",
        r"\b(?:minutes?|min|hours?|half an hour|days?|weeks?) (?:later|earlier)\b(?! than)",
        r"\b(?:have|got|there's|there is|have got) (?:a |another )?(?:conflict|clash|double booking)\b",
    ),
    "done": (
        r"\b(?:is|are|'s|'re|was|were|has been|have been|all|now|just|got|finally)(?: now| all| finally"
        r"| already| just| fully| officially)*"
        r" (?:done|finished|complete|completed|ready|live|shipped|deployed|merged|closed|delivered"
        r"|approved|signed off|published|sorted|resolved|fixed|in place|sent(?: out)?|online"
        r"|released|wrapped up|signed|through|launched|renewed|rotated|paid|installed)\b",
        r"\b(?:i|we|he|she|they|have|has|'ve|'s|just|already)(?: have| has|'ve| just| already| also| now"
        r"| finally)*"
        r" (?:finished|completed|shipped|deployed|merged|delivered|approved|signed off|published"
        r"|closed|resolved|fixed|released|wrapped up|wrapped|sorted|sent|done|renewed|rotated|launched"
        r"|uploaded|submitted|installed|handed in|handed over|paid)\b",
        r"^\s*(?:finished|completed|shipped|deployed|merged|delivered|closed|fixed|done(?: with)?|sent"
        r"|wrapped up|published|released|approved|resolved|renewed|rotated|launched)\b",
        r"[:,-]\s*(?:done|finished|shipped|live|complete|completed|merged|fixed|closed|approved)\b",
        r"\b(?:done|finished|shipped|complete|completed|merged|live|approved)[.!]*\s*$",
        r"\bgood to go\b|\ball set\b|\bcan be closed\b|\bmark(?:ed)? (?:it |this )?(?:as )?(?:done|complete\w*)\b",
    ),
    "done_word": (
        r"[✔✓✅☑]",
        r"(?:is |are |was )?\b(?:done|finished|shipped|delivered|merged|approved|complete|completed|deployed|released|published|launched|wrapped up|signed off|live|closed|fixed|renewed|rotated|uploaded|submitted)\b",
    ),
    "redate": (
        r"\b(?:no (?:hurry|rush)|take your time|not (?:that )?urgent)\b[^.;]{3,90}\b(?:is|are|will be|would be) (?:fine|ok|okay|enough|good|perfect|early enough)\b",
        r"\bcan wait (?:until|till)\b|\b(?:only|not) needed (?:by|on|before|until)\b|\bnot before\b|\b(?:deadline|date|launch|delivery|handover|due date|release|opening|deadline for [^.;]{3,40}) (?:is|has|was) (?:now |been )*(?:moved|changed|pushed|postponed|brought forward|extended)\b|\b(?:slips|slipped|will slip|may slip|might slip|slip|moves|moved|pushed|pushed back|postponed|delayed|extended) (?:to|until|till)\b",
    ),
    "hold": (
        r"\bhold (?:the|our|that|this|those|these|my) [^.;,?]{2,40}?\b(?:for (?:now|the moment|a (?:moment|while|bit))|until|till|back)\b",
        r"\b(?:please )?(?:do not|don't) (?!need|have|forget|hesitate|worry|bother|want|think|know)\w+\b[^.]*\b(?:yet|until|before|for now|any ?more)\b|\bhold off\b|\bstop (?:work|working|all work)\b|\bput [^.]{3,60} on hold\b|\bpause (?:the|all|work|our)\b",
    ),
    "fault": (
        r"\bsince (?:the|your) (?:last |latest |new )?(?:update|upgrade|release|change|relaunch|deployment)\b",
        r"\b(?:is|are|comes? out|stays?|prints?) (?:\w+ )?(?:blank|empty|upside down|cut off|garbled)\b|\bgets? the wrong\b",
        r"\b(?:is|are|looks?|sounds?|seems?) (?:much |far |way |a bit |a little |still |slightly |rather )*too (?:small|large|big|dark|bright|light|loud|quiet|long|short|slow|fast|wide|narrow|thin|thick|tight|low|high|tiny|blurry)\b",
        r"\b(?:doesn't|does not|don't|do not|isn't|not) (?:work|working|load|open|display|render|send|show)(?:ing)?\b|\berror (?:code )?\d+|\b(?:broken|crash\w*|typo|typos|bug|bugs|timeout|time out|misspelled|misspelt)\b|\b(?:is|are|was) down\b|\b(?:fails?|failing|failed)\b|\bshows? (?:an? |the )?(?:error|wrong)\b|\bstill (?:says?|shows?|reads?|links? to|points? to|uses?)\b|\b(?:says?|shows?|reads?) [^.;,]{1,24} still\b|\b(?:gives?|throws?|returns?|get|getting) (?:me |us )?an? (?:\w+ )?error\b",
    ),
    "approve": (
        r"\b(?:approve|approved|sign(?:ed|ing)? off|green light|go ahead|happy with|good to go"
        r"|(?:is|are|looks?) (?:all )?(?:good|great|perfect|fine|ok|okay)|no (?:more |further )?changes)\b",
    ),
    "sent_for": (
        r"\b(?:sent|gone|went|handed|passed|shared|forwarded|given|over|out|submitted|waiting|with)\b"
        r"[^.;]{0,50}\b(?:signature|signing|to (?:be )?sign(?:ed)?|ok|okay|approval|sign-?off|review|feedback|comments|go-?ahead|blessing"
        r"|confirmation|check|thumbs up|eyes)\b",
        r"\b(?:ready|up|out|in|open|over|moved) (?:for|to|in|into|for a|in for)? ?(?:code )?(?:review|qa|testing"
        r"|test|feedback|approval)\b",
        r"\bready (?:for \w+ )?to (?:be )?(?:look|check|review|read|approve|proofread|inspect|comment|sign)\w*\b",
        r"\bw/ ?(?:the )?\w+ for (?:an? )?(?:ok|okay|approval|review|feedback|sign-?off|comments)\b",
        r"\bneeds (?:a )?(?:code )?review\b",
        r"\b(?:is|are|it's|now|sitting) with (?:the )?client\b|\bsent to (?:the )?client\b",
    ),
    "start": (
        r"\b(?:i'm|i am|we're|we are|i'll be|just|also|now|will be|am|is|are)?\s*(?:picking up|picked up"
        r"|starting(?: on| with| work on)?|started(?: on| with| work on)?|working on|taking on|taking over"
        r"|took over|beginning|began|kicking off|moving on to|jumping on|getting started (?:on|with)"
        r"|tackling|back on|on to)\b",
        r"\b(?:i'll|i will|i can|let me) (?:pick up|start(?: on| with)?|take(?: on| over)?|grab|tackle)\b",
        r"\b(?:today|next|now)\s*(?::|i'm on|on)\b",
        r"\bis in progress\b|\bin the works\b",
    ),
    "block": (
        r"\b(?:blocked|stuck|held up|on hold|stalled|at a standstill)\b",
        r"\b(?:can't|cannot|can not|won't|couldn't|not able to|unable to) (?:\w+ ){0,6}?(?:until|till|"
        r"before|without|unless|because)\b",
        r"\b(?:until|till|unless|without|before)\b[^.;]{3,80}\b(?:can't|cannot|can not|won't|not able|unable|nothing)\b",
        r"\b(?:waiting|waits) (?:for|on)\b|\b(?:has|have|needs?|must|will|should) (?:to )?wait (?:for|on)\b",
        r"\b(?:can't|cannot|can not|unable to|couldn't) (?:start|begin|continue|finish|go on|proceed|work)\b",
        r"\bstill (?:don't|do not|doesn't) have\b|\bstill (?:missing|lacking)\b",
        r"\bdepends on\b|\bdependent on\b|\bdepend on\b",
        r"\b(?:needs?|requires?) \S+(?: \S+){0,6} (?:first|before)\b",
        r"\bnot (?:\w+ ){0,3}(?:until|before)\b",
        r"\b(?:blocks|is blocking|blocking|holds up|holding up)\b",
        r"\bhas to (?:\w+ ){0,5}(?:before|first)\b",
        r"\bonly (?:\w+ ){0,4}(?:after|once|when)\b",
    ),
    "blocks": (r"\b(?:blocks|is blocking|blocking|holds up|is holding up|holding up)\b",),
    "until": (
        r"\b(?:until|till|unless|without|before|waiting (?:for|on)|waits (?:for|on)|blocked (?:by|on)"
        r"|depends on|dependent on|depend on|because of|needs?|requires?|stuck (?:on|because)|after|once)\b",
    ),
    "unblock": (
        r"\b(?:no longer|not|isn't|aren't|doesn't|does not|don't)(?: \w+){0,3} (?:blocked|depend\w*|wait\w*"
        r"|stuck|block\w*)\b",
        r"\bunblocked\b|\bindependent(?:ly)? of\b|\bno need to wait\b",
    ),
    "chase": (
        r"\bany (?:news|update|updates|progress|word|idea when|eta)\b",
        r"\b(?:follow(?:ing)?[- ]?up|checking in|circling back|chasing|nudg\w+|touching base|bumping"
        r"|bump|gentle reminder|friendly reminder|quick reminder|just a reminder|second reminder)\b",
        r"\b(?:still|been) (?:waiting|haven't|have not|not)\b",
        r"\b(?:never|didn't|did not) (?:received?|arrived?|got|get|saw|see|came|come through)\b",
        r"\bhaven't (?:heard|received|seen|got)\b|\bhave not (?:heard|received|seen|got)\b",
        r"\b(?:what's|what is|whats) the (?:status|state|latest|eta|progress)\b",
        r"\bwhere (?:are|do) we (?:stand )?(?:on|with|at)?\b|\bwhere (?:is|does) (?:the|my|our)\b",
        r"\bhow(?:'s| is| are|'re) [^?.]{0,60}(?:going|coming|looking|getting on|progressing)\b",
        r"\bwhen (?:can|could|will|do|should|might) (?:we|i|you|they|it|the|this)\b[^?.]{0,60}"
        r"(?:expect|get|see|have|ready|done|receive|finish\w*|available|live|deliver\w*|come)\b",
        r"\b(?:is|are|has|have) [^?.]{1,60}(?:done|ready|finished|complete|completed|live|yet|sent|shipped"
        r"|on track|fixed)\b[^.?]{0,30}\?",
        r"\b(?:status|eta|update) (?:of|on|for)\b|\bstatus\?",
        r"\b(?:can|could|will|would) (?!you\b|we\b|i\b)[^?.]{1,60} be (?:ready|done|finished|live|completed?|available|delivered)\b[^.?]{0,30}\?",
        r"\bdid you (?:manage|get a chance|get round|have a chance|find time|get to)\b",
        r"\bhave you (?:had a chance|managed|been able|sent|finished|started|done|looked)\b",
        r"\bit's been (?:\w+ ){1,4}(?:days?|weeks?|month)\b|\boverdue\b",
        r"\bwas (?:due|promised|expected)\b",
    ),
    "courtesy": (
        r"^\W*(?:cheers|best|regards|xx+|love)\W+\w+\W*$|^\W*(?:cheers|best|regards|xx+|love)\W*$",
        r"\blet (?:me|us) know if (?:you (?:have|need)|there|anything|that|this|any|i can|we can)\b",
        r"\b(?:any|if you have) (?:further )?questions?\b",
        r"\bkeep (?:it|this|that|going|on) (?:up|going)\b|\bkeep up the\b|\bkeep going\b",
        r"\b(?:i |we )?just want(?:ed)? to (?:say|thank|tell you|let you know how)\b",
        r"\b(?:take your time|keep me (?:posted|updated)|keep us (?:posted|updated)|no pressure)\b",
        r"\b(?:feel free|don't hesitate|do not hesitate|no worries|no rush|take care|hope (?:you|this|all|that))\b",
        r"\b(?:looking|look) forward\b|\bhelp yoursel(?:f|ves)\b",
        r"\bthank(?:s| you)\b(?![^.!]*\b(?:please|could you|can you)\b)",
        r"\bhow (?:are|was|were) (?:you|your|things|the holiday|the weekend)\b",
        r"\bplease (?:consider the environment|accept my|excuse|forgive|note|be advised|be aware|be informed|see|find"
        r"|give my|say hi|pass on my|enjoy|do not hesitate|don't hesitate|feel free|keep (?:up|in mind)|ignore|disregard|bear with)\b",
        r"\b(?:enjoy|happy|congrat\w*|all the best|nice|good luck|well done|great job|great work)\b[^?]*$",
        r"\bhave a (?:good|great|nice|lovely|wonderful)\b",
        r"\b(?:i|we) hope\b",
    ),
    "thanks": (
        r"\b(?:thanks|thank you|thx|cheers|many thanks|much appreciated|great work|well done)\b",
    ),
    "idle": (
        r"^\W*(?:(?:btw|by the way|oh),? )?(?:and )?(?:my|our) (?:\w+ )?(?:sister|brother|wife|husband|partner's|mother|mum|mom|father|dad|son|daughter|cousin|uncle|aunt|friend|neighbou?r|girlfriend|boyfriend|kids?|landlord)\b(?!.*\b(?:could (?:you|we|that|it)|can (?:you|we|that|it)|please|would you|would (?:like|love|prefer|feel|rather))\b)",
        r"\bremember when\b|\b(?:we|i|you|they) (?:once |always )?said (?:we|i|you|they)(?:'d| would)\b|\bgood (?:old )?times\b",
        r"\byeah,? right\b|(?<!\w):-?p(?!\w)|\bjust kidding\b|\b(?:only|just) joking\b|🙃|😜|\bas if\b(?! (?:it|they|we|you|i)\b)",
        r"\bif (?:we|i|you|they|there|it) (?:ever|were to|did|do ever|had)\b",
        r"\b(?:one|some) ?day\b(?! (?:before|after|earlier|later|early|ahead|in advance))",
        r"\bthinking (?:aloud|out loud)\b|\bjust (?:thinking|musing|wondering aloud|dreaming|an idea|a thought)\b",
        r"\bin theory\b|\bhypothetical\w*\b|\bin an ideal world\b|\bat some point\b|\beventually\b",
        r"\b(?:i|we|you|it|that|they)(?:'d| would| could| might)(?: probably| perhaps| maybe| possibly) \w+",
        r"\b(?:we|i) (?:might|may) (?:one day|at some|eventually|want|need|have to|consider)\b",
        r"\b(?:wouldn't it be|imagine|what if|suppose|supposing)\b",
        r"\bmaybe (?:next year|later|one day|someday|in the future)\b",
        r"\b(?:not sure (?:if|whether|yet)|haven't decided|nothing (?:is )?decided|no decision|undecided|not decided)\b",
        r"\b(?:toying with|playing with the idea|brainstorm\w*)\b",
        r"\bwould have (?:been|liked|to)\b|\bshould have\b|\bcould have\b",
    ),
    "nothing_asked": (
        r"\b(?:no|nothing)(?: further| more| other)? (?:action|reply|response|answer|rush|work)(?: is| was)?(?: needed| required|"
        r" necessary| expected| on your)\b",
        r"\bnothing (?:to do|for you to|you need to|needed|required|is needed|urgent|has been decided)\b",
        r"\bno (?:action|reply|response|answer)\b[^.]{0,20}\b(?:needed|required|necessary|expected)\b",
        r"\b(?:only|just) thinking (?:aloud|out loud)\b|\bno one has asked\b|\bnobody (?:has )?asked\b",
        r"\b(?:just )?(?:for your information|fyi|for info|for the record)\b",
        r"\bno need to (?:reply|respond|answer|act|do anything)\b",
        r"\byou (?:don't|do not) (?:need|have) to do anything\b",
        r"\bno action\b",
    ),
    "negated": (
        r"\b(?:no need(?! (?:for|to) (?:panic|worry))|no longer need|(?:don't|do not|doesn't|does not|didn't|won't) (?:need|have|want)"
        r"|(?:isn't|is not|not) (?:necessary|needed|required|urgent)|needn't|need not|without (?:having )?to"
        r"|there's no need|please (?:don't|do not)|don't (?:worry|bother|send|touch|change|do|move|book|start))\b",
        r"\b(?:do not|don't) (?!forget|hesitate)\w+",
        r"\bnever\b(?! mind| received?| arrived?| got| saw| came)",
    ),
    "not_done": (
        r"\b(?:not|n't|isn't|aren't|hasn't|haven't|never|nearly|almost|half|partly|partially|mostly|90|80|95"
        r"|before|until|till|once|when|if|unless|as soon as|after|will|won't|would|should|could|can|to|be|gets|must)\b",
    ),
    "withdraw": (
        r"\b(?:cancel|forget|drop|scrap|skip|ditch) (?:the|that|this|my) (?:\w+ ){0,3}(?:idea|thought|suggestion|request)\b",
        r"\bnever ?mind\b|\bforget (?:it|about it|that|this|my|the)\b|\b(?:please )?(?:ignore|disregard) (?:my|this|that|the|it)\b",
        r"\bno need (?:for (?:it|this|that|them) )?(?:any ?more|any longer|now)\b|\bnot (?:needed|necessary) (?:any ?more|any longer)\b",
        r"\bno longer (?:needed|necessary|required|relevant)\b|\b(?:we|i) (?:no longer|don't) need (?:it|this|that|the)\b",
        r"\b(?:it's|that's|this is|has been|is|it has|already|been|got)(?: already| all| been)* (?:sorted|solved|resolved|settled|taken care of|obsolete|moot)\b",
        r"\bkeep (?:it|the \w+|our \w+|everything)\b(?: \w+){0,3}? (?:on|as|at|where)\b|\bleave it (?:as|at|on)\b|\bno change\b",
        r"\b(?:found it|figured it out|scratch that|all sorted|solved it|sorted it)\b",
        r"\b(?:i|we) (?:take|took) (?:it|that) back\b|\bchanged (?:our|my) minds?\b|\bcall it off\b",
        r"\bwe(?:'ve| have) decided (?:not|against)\b|\b(?:is|are|it's) off\b",
    ),
    "changed": (
        r"\b(?:no rush|is fine|is enough|is ok|is okay|will do|would do|good enough|suffices|instead|rather|sooner|earlier|later|moved|changed|change|correction|actually|i mean|i meant|update|postponed|pushed|brought forward"
        r"|make (?:it|that)|need it|needed|would need it|until|extended|extra time|take your time|can wait|no hurry|not before|sorry|new date|new deadline)\b",
    ),
    "polite_if": (
        r"\bif (?:possible|you can|you could|you have (?:time|a (?:minute|moment|chance))|you get (?:a chance|time|round)"
        r"|at all possible|that's ok|that works|it's not too much|you don't mind|it helps|need be|you like|you want|that suits|convenient)\b",
        r"\bwhen(?:ever)? you (?:can|have|get)\b",
    ),
    "if": (
        r"\bshould (?:the|a|an|any|anything|something|he|she|it|they|that|this|our|your|my) (?![^?]*\?)[^?,]{3,60},",
        r"\b(?:if|unless|in case|provided|assuming|should you|as long as|whenever)\b",
    ),
    "otherwise": (r"\b(?:otherwise|else|if not|or else)\b",),
    "promise": (
        r"\b(?:i'll|i will|we'll|we will|i shall|we shall|i'm going to|i am going to|we're going to|i promise to"
        r"|i'll make sure to|i can(?!'|not)|let me|i'd|i would|i'm on it|i am happy to|i'm happy to)\b(?! be (?:in|out|away|off|on|there|happy|glad))",
        r"\b(?:i|we) (?:promise|commit|undertake|guarantee)\b",
        r"\byou(?:'ll| will) (?:have|get|receive|hear)\b",
    ),
    "modal_promise": (r"\b(?:i|we) can\b|\blet me (?:know|see|think)\b|\bi'd|\bi would\b",),
    "they_will": (r"\b(?:will|'ll|is going to|to)\b",),
    "question": (
        r"^\s*(?:and |also |so |but |btw,? |quick question[:,-]* |quick one[:,-]* |one (?:more )?question[:,-]* )*"
        r"(?:what|which|who|when|where|why|how|is|are|do|does|did|can|could|would|will|should|has|have|may)\b[^.!]*\?",
        r"\b(?:do you know|can you tell (?:me|us)|could you tell (?:me|us)|tell (?:me|us)|let (?:me|us) know)\b",
    ),
    "away": (
        r"\b(?:out of (?:the )?office|on (?:annual |parental |sick |paid |my )?(?:holiday|holidays|leave|vacation|pto)"
        r"|(?:will be|am|i'm|is|'s|are|be|i'll be) (?:away|off|out|travelling|traveling|unavailable|offline|not available|absent)"
        r"|(?:is|am|'m|'s|still|been) (?:ill|sick|unwell)\b|taking (?:\w+ ){0,3}off|take (?:\w+ ){0,3}off|not in the office|days? off|ooo|on vacation|off sick|sick leave|out sick|sick (?:today|tomorrow|until|this)|out (?:today|tomorrow|until|from|next|this|on)|away)\b",
    ),
    "back": (r"\b(?:back|return(?:ing|s)?|again from|available again|in the office again)\b",),
    "remind": (
        r"\b(?:remind me|(?:i )?need a reminder|reminder to|set a reminder|ping me|nudge me|don't let me forget)\b",
    ),
    "spent": (
        r"\b(?:my|our) hours\b|\btime ?sheet\b|\b(?:meine|unsere) stunden\b|\bmes heures\b|\bmis horas\b|\b(?:minhas|as minhas) horas\b",
        r"\b(?:spent|logged|log|worked|tracked|clocked|put in|booked|track|billed)\b",
        r"\b(?:took|cost) me\b",
    ),
    "paid": (
        r"\b(?:paid|cost|costs|was|were|is|bought|for|expense|spent|came to|came in at|charged|price|fee|bill)\b",
    ),
    "my_time": (
        r"\b(?:my|our) (?:time|clock|side|end|local time|time ?zone)\b|\bmy local\b|\b(?:here|over here)\b",
    ),
    "your_time": (r"\byour (?:time|clock|local time|time ?zone|end)\b|\bfor you\b",),
    "about_time": (r"\b(?:around|about|ish|roughly|approximately|or so|-ish|or thereabouts|~)\b",),
    "after_time": (r"\b(?:after|from|before|any ?time|between|until|sometime)\b",),
    "greeting": (
        r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|morning|hiya|howdy|hei|hej|ahoj)",
    ),
    "everyone": (
        r"^(?:all|team|everyone|everybody|folks|guys|there|both|sir|madam|sir or madam|sirs|colleagues|friends|friend|ladies"
        r"|gentlemen|you|people|crew|gang|hiring manager|support|customer|sir/madam|again|project team|colleague|partner|to whom.*)$",
    ),
    "title_word": (r"^(?:mr|mrs|ms|miss|dr|prof|sir|madam|mx)\.?$",),
    "lead": (
        r"^(?:and|also|so|then|but|just|simply|plus|next|first|second|third|finally|lastly|oh|ah|ok|okay|well|btw|by the way|actually|sorry|hi|hello|hey"
        r"|one (?:more|tiny|small|last|other|quick|little|final) (?:thing|point|detail|request|ask|remark|change|note|favou?r)|another thing|quick one|quick question|urgent|asap|importantly|secondly|firstly|as discussed|as agreed|if possible"
        r"|when you have (?:time|a (?:minute|moment|chance))|if you (?:have time|can|could)|for us|for me|thanks|thank you|sure|great|perfect)\b[\s,:;.-]*",
    ),
    "for_me": (
        r"\b(?:send|share|give|get|tell|show|forward|email|mail|bring|provide|hand|pass|ship|let)\s+(?:me|us)\b",
    ),
    "me": (r"\b(?:me|us)\b",),
    "urgent": (
        r"\b(?:urgent\w*|asap|as soon as possible|top priority|high priority|critical|immediately|emergency|right away)\b",
    ),
    "low": (
        r"\b(?:low priority|not urgent|no rush|no hurry|can wait|whenever|nice to have|low prio)\b",
    ),
    "bring": (
        r"\bplease bring\b|\byour (?:appointment|reservation|order|parcel|delivery|booking) \b",
    ),
}
VERBS = frozenset(
    """accept add adjust align allow amend analyse analyze answer apply approve archive arrange ask assemble assess assign
    attach audit back backup begin bill block book bring build buy calculate call cancel change chase check choose clarify clean clear
    close collect come comment compare compile complete compress configure confirm connect contact convert coordinate copy correct count
    create crop cut debug decide define delete deliver deploy describe design develop discuss document double-check download draft draw drop
    edit email enable ensure estimate evaluate expand explain export extend extract fill finalise finalize find finish fix follow format forward
    generate get give go grant group handle hand have help hide highlight hire hold implement import improve include increase
    inform insert inspect install integrate investigate invite invoice join keep launch lay leave let lift link list localise localize log look
    lower mail make manage map mark measure meet mention merge migrate modify monitor move name notify note open optimise optimize order organise
    organize outline pack pass paste patch pay pick ping plan post postpone prepare present print prioritise prioritize process produce
    proofread propose provide publish pull purchase push put quote raise re-send read rebuild recheck record redesign redo reduce refactor
    refresh reopen register reject release remind remove rename render renew reorder repair repeat replace reply report request resend reserve reset
    resize resolve respond restart restore retry return reuse revert review revise rewrite rotate run save scan schedule secure select send
    separate set setup share shift ship shorten show sign simplify sketch solve sort source speak specify split stage start stop store submit suggest
    summarise summarize supply swap switch sync take talk tell test tidy tighten track train transfer translate trim try turn tweak
    update upgrade upload use validate verify walk work wrap write""".split()
)
"""English verbs that begin an order: "send the pack", "fix the banner"."""
