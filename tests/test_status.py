"""How an event is said: a table of sentences written before the rules were run on them.

Each row: the sentence, the word that tells the deed, the status that a careful reader gives it, and why.
People and happenings are invented.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import pytest
import yaml

from dragoman.find.status import how, told
from dragoman.parse import parse
from dragoman.records import Block, Document, How, Sentence, Span

ACTUAL, ONGOING, PLANNED = "actual", "ongoing", "planned"
SPECULATION, NEGATED, DENIED, HISTORICAL = "speculation", "negated", "denied", "historical"

CASES = [
    # -------------------------------------------------------------- told as done
    ("Troops attacked the village on Tuesday.", "attacked", ACTUAL, "plain past"),
    ("The minister has met his counterpart in Riga.", "met", ACTUAL, "present perfect"),
    ("The delegation had arrived in Accra before noon.", "arrived", ACTUAL, "past perfect in the news of the day"),
    ("Two officers were arrested in the port.", "arrested", ACTUAL, "passive"),
    ("The army managed to retake the bridge.", "retake", ACTUAL, "implicative: managed to"),
    ("The rebels were forced to withdraw from the valley.", "withdraw", ACTUAL, "implicative: forced to"),
    ("He went on to condemn the raid.", "condemn", ACTUAL, "implicative: went on to"),
    ("Police began firing at the crowd.", "firing", ACTUAL, "aspectual: began"),
    ("The government had to release the prisoners.", "release", ACTUAL, "had to, in the past, was done"),
    ("Peru regretted that its soldiers had killed two farmers.", "killed", ACTUAL, "factive: regretted that"),
    ("The general admitted that his men had burned the school.", "burned", ACTUAL, "factive: admitted that"),
    ("The general admitted burning the school.", "burning", ACTUAL, "factive: admitted -ing"),
    ("After attacking the convoy, the fighters fled.", "attacking", ACTUAL, "after + -ing is done"),
    ("Markets closed following the attack.", "attack", ACTUAL, "following the attack"),
    ("Talks were held in Oslo on Friday.", "Talks", ACTUAL, "held: the talks took place"),
    ("The two sides held talks in Oslo.", "talks", ACTUAL, "object of held"),
    ("The attack killed six soldiers.", "attack", ACTUAL, "it had an effect"),
    ("Chile condemned the attack on the consulate.", "attack", ACTUAL, "condemning takes it for a fact"),
    (
        "Chile did not condemn the attack on the consulate.",
        "attack", ACTUAL, "the negation reaches the condemning only",
    ),
    ("Chile did not condemn the attack on the consulate.", "condemn", NEGATED, "plain negation"),
    ("Ghana said that rebels had shelled the market.", "shelled", ACTUAL, "as the claimant puts it"),
    ("Ghana said rebels shelled the market.", "shelled", ACTUAL, "that left out"),
    ("\"Our forces seized the depot,\" the spokesman said.", "seized", ACTUAL, "direct speech"),
    ("The soldiers killed in the ambush were buried on Monday.", "ambush", ACTUAL, "ambush that killed"),
    ("The soldiers killed in the ambush were buried on Monday.", "killed", ACTUAL, "participle after a noun"),
    ("Police released the detained editor.", "detained", ACTUAL, "participle before a noun"),
    ("The president thanked Norway for hosting the talks.", "hosting", ACTUAL, "thanked for: done"),
    ("The militia claimed responsibility for the bombing.", "bombing", ACTUAL, "responsibility claimed, deed stands"),
    ("The blast came hours before the ministers met.", "met", ACTUAL, "before + past"),
    ("Not only did the army shell the town, it also burned the crops.", "burned", ACTUAL, "not only is no negation"),
    ("No fewer than ten villagers were killed.", "killed", ACTUAL, "no fewer than is no negation"),
    ("The court convicted the colonel of torturing prisoners.", "torturing", ACTUAL, "convicted of: found true"),
    ("By closing the border, Niger cut off the town.", "closing", ACTUAL, "by + -ing carries the main verb"),
    ("The army shelled the hills, killing four herders.", "killing", ACTUAL, "result told as fact"),
    ("The raid left the embassy without power.", "raid", ACTUAL, "without governs power only"),
    ("Despite the ceasefire, shells fell on the town.", "ceasefire", ACTUAL, "despite takes it for a fact"),
    ("The minister was able to visit the camp.", "visit", ACTUAL, "was able to: done"),
    ("Investigators examined the site of the massacre.", "massacre", ACTUAL, "site of a known deed"),
    ("The president, who visited Doha on Sunday, praised the emir.", "visited", ACTUAL, "relative clause"),
    (
        "The president, who visited Doha on Sunday, praised the emir.",
        "praised", ACTUAL, "main verb beside a relative clause",
    ),
    ("Kenya stopped sending fuel to the enclave.", "stopped", ACTUAL, "stopping is the deed"),
    ("Kenya has imposed sanctions on the traders.", "sanctions", ACTUAL, "object of imposed"),
    ("Kenya announced sanctions against the traders.", "sanctions", ACTUAL, "sanctions are done by announcing them"),
    ("They signed an agreement to share water.", "signed", ACTUAL, "signing is done"),
    ("They signed an agreement to share water.", "share", PLANNED, "content of the agreement"),
    ("The prime minister resigned because protesters had stormed parliament.", "stormed", ACTUAL, "because + past"),
    ("It was the army that fired first.", "fired", ACTUAL, "cleft sentence"),
    ("The ambassador was summoned over the killing of a nurse.", "killing", ACTUAL, "over the killing: known"),
    ("The envoy thanked Qatar for its help in freeing the crew.", "help", ACTUAL, "thanks for help given"),
    ("The report says troops looted the depot.", "looted", ACTUAL, "as the report puts it"),
    # -------------------------------------------------------------- headlines
    ("H: Troops attack village near border", "attack", ACTUAL, "headline present is past"),
    ("H: Minister to visit Lagos", "visit", PLANNED, "headline infinitive is future"),
    ("H: Rebels free ten captives", "free", ACTUAL, "headline present"),
    ("H: Army denies shelling hospital", "shelling", DENIED, "headline denial"),
    ("H: Bolivia may expel envoy", "expel", SPECULATION, "may"),
    ("H: No talks with rebels, says minister", "talks", NEGATED, "no + noun"),
    ("H: Five killed in market bombing", "killed", ACTUAL, "participle without auxiliary"),
    ("H: Ministers set to meet in Quito", "meet", PLANNED, "set to"),
    # -------------------------------------------------------------- going on
    ("Soldiers are searching houses in the old town.", "searching", ONGOING, "present progressive"),
    ("Soldiers continue to search houses in the old town.", "search", ONGOING, "continue to"),
    ("Farmers have been blocking the road since Monday.", "blocking", ONGOING, "present perfect progressive"),
    ("The ongoing talks in Muscat concern fishing.", "talks", ONGOING, "ongoing as adjective"),
    ("The army keeps shelling the suburb.", "shelling", ONGOING, "keeps -ing"),
    ("The editor has been held since March.", "held", ONGOING, "perfect with since"),
    # -------------------------------------------------------------- still to come, said firmly
    ("The minister will visit Paris in May.", "visit", PLANNED, "will"),
    ("Spain will not send troops.", "send", NEGATED, "will not"),
    ("The minister plans to visit Paris.", "visit", PLANNED, "plans to"),
    ("The minister is planning a visit to Paris.", "visit", PLANNED, "object of planning"),
    ("Talks are scheduled for Thursday.", "Talks", PLANNED, "scheduled for"),
    ("The trial is due to begin on Monday.", "trial", PLANNED, "due to begin"),
    ("The leaders are to meet in Vienna.", "meet", PLANNED, "be to"),
    ("The leaders are going to meet in Vienna.", "meet", PLANNED, "going to"),
    ("Rebels are about to storm the prison.", "storm", PLANNED, "about to"),
    ("Mali said it would send a battalion.", "send", PLANNED, "would in reported speech is will"),
    ("Mali promised to send a battalion.", "send", PLANNED, "promised to"),
    ("Mali has agreed to withdraw its battalion.", "withdraw", PLANNED, "agreed to"),
    ("Mali pledged that it would withdraw its battalion.", "withdraw", PLANNED, "pledged that … would"),
    ("The planned talks will cover trade.", "talks", PLANNED, "planned as adjective"),
    ("The president's upcoming visit was welcomed.", "visit", PLANNED, "upcoming"),
    ("He spoke ahead of the talks with Laos.", "talks", PLANNED, "ahead of"),
    ("The council postponed the vote on sanctions.", "vote", PLANNED, "postponed is still to come"),
    ("The envoy flew to Tunis to meet the premier.", "meet", PLANNED, "purpose is not yet done"),
    ("The envoy flew to Tunis in order to meet the premier.", "meet", PLANNED, "in order to"),
    ("The premier leaves for Tunis tomorrow.", "leaves", PLANNED, "present with tomorrow"),
    ("The union announced a strike for next week.", "strike", PLANNED, "an announced strike is to come"),
    ("They decided to expel the attaché.", "expel", PLANNED, "decided to, not yet done"),
    ("Troops will stay until the rebels disarm.", "disarm", PLANNED, "until + present under a future"),
    ("A meeting to be held in Rabat was agreed.", "meeting", PLANNED, "to be held"),
    (
        "The premier told parliament that the army will leave and hand over its bases.",
        "hand", PLANNED, "joined to will leave",
    ),
    (
        "The summit, which will be held in Quito, is the first of its kind.",
        "summit", PLANNED, "relative clause with will",
    ),
    ("He vowed revenge and said the army would strike.", "strike", PLANNED, "would under said, joined"),
    ("The bloc intends to impose tariffs.", "impose", PLANNED, "intends to"),
    # -------------------------------------------------------------- probable, possible, conditional, topic
    ("The president may visit Paris.", "visit", SPECULATION, "may"),
    ("Rebels could attack the airport.", "attack", SPECULATION, "could"),
    ("The minister is expected to visit Paris.", "visit", SPECULATION, "is expected to"),
    ("The minister is likely to visit Paris.", "visit", SPECULATION, "is likely to"),
    ("It is likely that the minister will visit Paris.", "visit", SPECULATION, "it is likely that"),
    ("A visit to Paris is likely.", "visit", SPECULATION, "subject of is likely"),
    ("Angola hopes to join the pact.", "join", SPECULATION, "hopes to"),
    ("Angola wants neighbours to open the river.", "open", SPECULATION, "wants X to"),
    ("Angola threatened to close the river.", "close", SPECULATION, "threatened to"),
    ("Angola urged its neighbours to open the river.", "open", SPECULATION, "urged X to"),
    ("Angola called for talks on the river.", "talks", SPECULATION, "called for"),
    ("Angola demanded the release of the crew.", "release", SPECULATION, "object of demanded"),
    ("Angola proposed a ceasefire.", "ceasefire", SPECULATION, "object of proposed"),
    ("Ministers discussed ending the blockade.", "ending", SPECULATION, "discussed -ing is a topic"),
    ("They discussed the urgency of reducing violence.", "reducing", SPECULATION, "urgency of: topic"),
    ("They discussed opportunities for expanding trade.", "expanding", SPECULATION, "opportunities for: topic"),
    ("The threat of strikes emptied the station.", "strikes", SPECULATION, "the threat of"),
    ("Hopes of a ceasefire faded.", "ceasefire", SPECULATION, "hopes of"),
    ("If the army attacks, the rebels will respond.", "attacks", SPECULATION, "if-clause"),
    ("If the army attacks, the rebels will respond.", "respond", SPECULATION, "on a condition"),
    ("The rebels will respond unless the army withdraws.", "withdraws", SPECULATION, "unless"),
    ("Italy would send ships if the council asked.", "send", SPECULATION, "would … if"),
    ("In case of an attack, sirens sound.", "attack", SPECULATION, "in case of"),
    ("It is unclear whether the militia fired the rocket.", "fired", SPECULATION, "whether"),
    ("Did the militia fire the rocket?", "fire", SPECULATION, "question"),
    ("Will the militia disarm?", "disarm", SPECULATION, "question about the future"),
    ("Stop shelling the town, the bishop said.", "Stop", SPECULATION, "imperative"),
    ("The militia allegedly fired the rocket.", "fired", SPECULATION, "allegedly"),
    ("The alleged attack took place at night.", "attack", SPECULATION, "alleged as adjective"),
    ("The militia is believed to have fired the rocket.", "fired", SPECULATION, "is believed to have"),
    ("It appears that the new cabinet would keep the treaty.", "keep", SPECULATION, "it appears that … would"),
    ("The militia apparently abducted two nurses.", "abducted", SPECULATION, "apparently"),
    ("The state accused the militia of abducting two nurses.", "abducting", SPECULATION, "accused of"),
    ("Analysts fear that the army will attack.", "attack", SPECULATION, "fear that"),
    ("The proposed sanctions would hit banks.", "sanctions", SPECULATION, "proposed as adjective"),
    ("The rebels tried to seize the dam.", "seize", SPECULATION, "tried to: not said to be done"),
    ("The country should recall its envoy.", "recall", SPECULATION, "should"),
    ("The country must recall its envoy.", "recall", SPECULATION, "must"),
    ("The country has to recall its envoy.", "recall", SPECULATION, "has to, in the present, is not yet done"),
    ("The senate is considering sanctions.", "sanctions", SPECULATION, "object of considering"),
    ("The army would have attacked had it not been for the flood.", "attacked", SPECULATION, "contrary to fact"),
    ("The army asked permission to enter the town.", "enter", SPECULATION, "permission to"),
    ("Villagers warned of an attack.", "attack", SPECULATION, "warned of"),
    ("Negotiations on a prisoner exchange went on all night.", "exchange", SPECULATION, "topic of negotiations"),
    ("The bill would ban foreign lenders.", "ban", SPECULATION, "would outside reported speech"),
    ("Perhaps the rebels freed the pilot.", "freed", SPECULATION, "perhaps"),
    ("The decree allows police to search homes.", "search", SPECULATION, "made possible, not done"),
    ("Attacking hospitals is a crime.", "Attacking", SPECULATION, "a kind of deed, none in particular"),
    ("The premier is ready to meet the rebels.", "meet", SPECULATION, "ready to"),
    ("They are working to restore ties.", "restore", SPECULATION, "working to"),
    ("The rebels did not say whether they would free the pilot.", "free", SPECULATION, "did not say whether"),
    ("He may decide to dissolve parliament.", "dissolve", SPECULATION, "may reaches what is decided"),
    ("The bishop called on both sides to stop fighting.", "stop", SPECULATION, "called on X to"),
    (
        "Suspected rebels burned a mill, and the army is expected to retaliate.",
        "retaliate", SPECULATION, "expected, in the second clause",
    ),
    (
        "Suspected rebels burned a mill, and the army is expected to retaliate.",
        "burned", ACTUAL, "the doubt is about who",
    ),
    ("The group supports lifting the embargo.", "lifting", SPECULATION, "support for a proposal"),
    ("It is important to resume negotiations.", "resume", SPECULATION, "evaluation of a deed not done"),
    # -------------------------------------------------------------- said not to be so
    ("The army did not attack the village.", "attack", NEGATED, "not"),
    ("The army never attacked the village.", "attacked", NEGATED, "never"),
    ("The army failed to attack the village.", "attack", NEGATED, "failed to"),
    ("The army refused to release the pilot.", "release", NEGATED, "refused to"),
    ("The envoy declined to meet the rebels.", "meet", NEGATED, "declined to"),
    ("The army stopped short of attacking the village.", "attacking", NEGATED, "stopped short of"),
    ("Monitors prevented the rebels from crossing the river.", "crossing", NEGATED, "prevented from"),
    ("The envoy left without meeting the rebels.", "meeting", NEGATED, "without"),
    ("Rather than attack, the army withdrew.", "withdrew", ACTUAL, "the deed that was done instead"),
    ("Instead of attacking, the army withdrew.", "attacking", NEGATED, "instead of"),
    ("There were no talks between the two sides.", "talks", NEGATED, "no + noun"),
    ("Neither side attacked the village.", "attacked", NEGATED, "neither"),
    ("Nobody attacked the village.", "attacked", NEGATED, "nobody"),
    ("None of the camps has been closed.", "closed", NEGATED, "none has"),
    ("The ministry received no request.", "received", NEGATED, "no with the object"),
    ("The visit was cancelled.", "visit", NEGATED, "cancelled"),
    ("The talks were called off at the last minute.", "talks", NEGATED, "called off"),
    ("Guards foiled an attack on the palace.", "attack", NEGATED, "foiled"),
    ("The army has yet to enter the town.", "enter", NEGATED, "has yet to"),
    ("The rebels neither attacked nor looted the town.", "looted", NEGATED, "neither … nor"),
    ("The rebels did not attack or loot the town.", "loot", NEGATED, "not … or"),
    ("The president could not reach an agreement with the rebels.", "agreement", NEGATED, "could not reach"),
    ("The cabinet ruled out talks with the rebels.", "talks", NEGATED, "ruled out"),
    ("The police no longer guard the consulate.", "guard", NEGATED, "no longer"),
    ("The president has no plans to visit Cairo.", "visit", NEGATED, "no plans to"),
    ("The rebels almost captured the airport.", "captured", NEGATED, "almost"),
    ("The two sides met but did not sign a treaty.", "sign", NEGATED, "negation in the second half"),
    ("The two sides met but did not sign a treaty.", "met", ACTUAL, "the negation stays in its half"),
    ("They did not meet but exchanged letters.", "exchanged", ACTUAL, "not … but"),
    ("The failure to hold elections angered the union.", "elections", NEGATED, "failure to hold"),
    # -------------------------------------------------------------- denied
    ("The army denied attacking the village.", "attacking", DENIED, "denied -ing"),
    ("The army denied that its men had attacked the village.", "attacked", DENIED, "denied that"),
    ("The army denied any role in the attack.", "attack", DENIED, "denied any role"),
    ("The army denied any role in the attack.", "role", DENIED, "object of denied"),
    (
        "The army rejected the accusation that it had attacked the village.",
        "attacked", DENIED, "rejected the accusation that",
    ),
    ("The army dismissed allegations that it bombed a clinic.", "bombed", DENIED, "dismissed allegations that"),
    ("The army denied reports that it was planning a raid.", "raid", DENIED, "denied reports that"),
    ("The army did not deny attacking the village.", "attacking", SPECULATION, "not denied is not admitted"),
    ("The army neither confirmed nor denied that it had attacked the village.", "attacked", SPECULATION, "neither"),
    ("The spokesman denied planning to close the border.", "close", DENIED, "denied planning to"),
    # -------------------------------------------------------------- background
    ("The two neighbours signed a treaty in 1987.", "signed", HISTORICAL, "a bare year"),
    ("The rebels attacked the same town ten years ago.", "attacked", HISTORICAL, "ten years ago"),
    ("The war ended last century.", "ended", HISTORICAL, "last century"),
    ("The army seized power in a coup last year.", "seized", HISTORICAL, "last year"),
    ("Relations improved thanks to Peru's role in brokering the truce.", "brokering", HISTORICAL, "in passing"),
    ("He praised Peru's ongoing role in mediating the dispute.", "mediating", ONGOING, "an ongoing role"),
    # -------------------------------------------------------------- a second, harder round, also written first
    ("The army was reported to have shelled the town.", "shelled", SPECULATION, "was reported to have"),
    ("The premier said he hoped to visit Rome.", "visit", SPECULATION, "hoped to, under said"),
    ("The ministry confirmed that the talks would resume on Monday.", "talks", PLANNED, "would under confirmed that"),
    ("The ministry confirmed that the talks would resume on Monday.", "resume", PLANNED, "would under confirmed that"),
    ("The two sides agreed to a ceasefire.", "ceasefire", PLANNED, "agreed to a ceasefire not yet in force"),
    ("The rebels accepted an offer to negotiate.", "negotiate", PLANNED, "offer to negotiate"),
    ("Kenya warned that it would close the border if the raids continued.", "close", SPECULATION, "would … if"),
    ("Kenya warned it would close the border.", "close", SPECULATION, "a warning: no more than a threat"),
    ("Without a visit by the inspectors, no aid will flow.", "visit", NEGATED, "without + noun"),
    (
        "The president dismissed as baseless claims that his guards had beaten protesters.",
        "beaten", DENIED, "dismissed claims, with words between",
    ),
    (
        "The claim that guards had beaten protesters was denied by the ministry.",
        "beaten", DENIED, "the claim that … was denied",
    ),
    (
        "The ministry called reports of a massacre false.",
        "massacre", DENIED, "reports called false are denied",
    ),
    ("The strike was averted after a last-minute deal.", "strike", NEGATED, "averted"),
    ("The strike was averted after a last-minute deal.", "deal", ACTUAL, "a noun following after is known"),
    ("The minister is visiting Rome next week.", "visiting", PLANNED, "present progressive with next week"),
    ("The minister is currently visiting Rome.", "visiting", ONGOING, "present progressive with currently"),
    ("The plan to attack the base was dropped.", "attack", NEGATED, "the plan was dropped"),
    ("An attempt to kill the governor failed.", "kill", NEGATED, "the attempt failed"),
    ("The army said it had no intention of attacking the town.", "attacking", NEGATED, "no intention of"),
    (
        "There is no evidence that the army attacked the town.",
        "attacked", SPECULATION, "no evidence that: not asserted",
    ),
    ("The rebels have stopped attacking the town.", "attacking", ACTUAL, "it had been attacking"),
    ("The rebels have not stopped attacking the town.", "stopped", NEGATED, "not stopped"),
    ("The council voted to impose sanctions.", "impose", PLANNED, "voted to, not yet done"),
    ("The council voted against imposing sanctions.", "imposing", SPECULATION, "voted against"),
    ("The council rejected a proposal to impose sanctions.", "impose", SPECULATION, "content of a rejected proposal"),
    ("The talks collapsed before an agreement could be signed.", "signed", SPECULATION, "could, under before"),
    ("The prisoners were to be released on Friday.", "released", PLANNED, "were to be: planned then"),
    (
        "The prisoners were to have been released on Friday.",
        "released", SPECULATION, "were to have been: it came otherwise",
    ),
    (
        "The sides failed to reach agreement on a prisoner swap.",
        "swap", SPECULATION, "topic of an agreement not reached",
    ),
    ("The sides failed to reach agreement on a prisoner swap.", "agreement", NEGATED, "failed to reach"),
    ("He said he would not resign.", "resign", NEGATED, "would not, under said"),
    ("She was invited to attend the talks.", "attend", SPECULATION, "invited to"),
    ("She was barred from attending the talks.", "attending", NEGATED, "barred from"),
    ("The union called off its strike.", "strike", NEGATED, "called off its strike"),
    ("The union suspended its strike after talks with the minister.", "talks", ACTUAL, "after talks: known"),
    ("The union threatens a strike.", "strike", SPECULATION, "threatens a strike"),
    ("The union threatened strikes unless wages rise.", "strikes", SPECULATION, "threatened … unless"),
    ("The convoy came under attack as it left the city.", "attack", ACTUAL, "came under attack"),
    ("The city is bracing for an attack.", "attack", SPECULATION, "bracing for"),
    ("The city is still under attack.", "attack", ONGOING, "is still under attack"),
    ("The city was under attack.", "attack", ACTUAL, "was under attack"),
    ("Officials expressed concern about a possible attack.", "attack", SPECULATION, "possible as adjective"),
    (
        "The pact obliges both states to withdraw their troops.",
        "withdraw", SPECULATION, "obliges, in the present, is not yet done",
    ),
    (
        "The pact, under which both states will withdraw their troops, was signed in Lima.",
        "signed", ACTUAL, "signing is done",
    ),
    (
        "The pact, under which both states will withdraw their troops, was signed in Lima.",
        "withdraw", PLANNED, "under which … will",
    ),
    ("The premier was due to visit Rome but cancelled the trip.", "visit", PLANNED, "was due to"),
    ("The premier was due to visit Rome but cancelled the trip.", "trip", NEGATED, "cancelled the trip"),
    ("Neither the premier nor his deputy attended the talks.", "attended", NEGATED, "neither … nor"),
    ("It is not true that our troops crossed the border.", "crossed", NEGATED, "it is not true that"),
    ("The army insists that it did not attack the clinic.", "attack", NEGATED, "insists that it did not"),
    ("The army insists it never attacked the clinic.", "attacked", NEGATED, "insists it never"),
    ("Had they attacked, we would have fought.", "attacked", SPECULATION, "inverted condition"),
    ("Were they to attack, we would fight.", "attack", SPECULATION, "inverted condition with were"),
    ("The minister has been accused of ordering the killings.", "ordering", SPECULATION, "accused of"),
    (
        "The minister has been accused of ordering the killings.",
        "killings", ACTUAL, "ordered killings, taken for known",
    ),
    (
        "A spokesman declined to say whether the troops had been withdrawn.",
        "withdrawn", SPECULATION, "declined to say whether",
    ),
    ("The troops are reportedly being withdrawn.", "withdrawn", SPECULATION, "reportedly"),
    ("The president offered to mediate between the two.", "mediate", PLANNED, "offered to"),
    ("The president offered condolences and condemned the attack.", "condemned", ACTUAL, "the second verb is done"),
    ("The sides agreed to meet again in June.", "meet", PLANNED, "agreed to meet"),
    ("The sides agreed on the need to end the fighting.", "end", SPECULATION, "the need to"),
    ("The meeting aimed at ending the fighting.", "ending", SPECULATION, "aimed at"),
    ("The general was killed while trying to cross the river.", "killed", ACTUAL, "killed while trying"),
    ("The general was killed while trying to cross the river.", "cross", SPECULATION, "trying to"),
    ("In an effort to end the war, the envoy met both sides.", "met", ACTUAL, "the main verb"),
    ("In an effort to end the war, the envoy met both sides.", "end", SPECULATION, "effort to"),
    ("The army has been ordered to withdraw.", "withdraw", SPECULATION, "ordered to"),
    ("The army began to withdraw on Sunday.", "withdraw", ACTUAL, "began to"),
    ("The withdrawal began on Sunday.", "withdrawal", ACTUAL, "subject of began"),
    ("The withdrawal will begin on Sunday.", "withdrawal", PLANNED, "subject of will begin"),
    ("The withdrawal is expected to begin on Sunday.", "withdrawal", SPECULATION, "subject of is expected to"),
    ("The withdrawal has not begun.", "withdrawal", NEGATED, "subject of has not begun"),
    ("The release of the hostages remains uncertain.", "release", SPECULATION, "remains uncertain"),
    ("The sanctions will be lifted if the inspectors return.", "lifted", SPECULATION, "will … if"),
    ("The sanctions will be lifted once the inspectors return.", "lifted", PLANNED, "will … once"),
    ("The sanctions were lifted after the inspectors returned.", "returned", ACTUAL, "after + past"),
    ("The council is to vote on lifting the sanctions.", "lifting", SPECULATION, "vote on -ing"),
    ("The rebels say they will lay down arms only if amnesty is granted.", "granted", SPECULATION, "only if"),
    ("Let us end this war.", "end", SPECULATION, "let us: asked for"),
    ('The minister said: "We have never supported any armed group."', "supported", NEGATED, "never, in direct speech"),
    ("The embassy said it was not aware of any meeting.", "meeting", NEGATED, "not aware of any"),
    ("He ordered the arrest of the editor.", "arrest", SPECULATION, "ordered the arrest: not said to be done"),
    ("He ordered that the editor be arrested.", "arrested", SPECULATION, "ordered that"),
    ("A warrant was issued for the arrest of the editor.", "arrest", SPECULATION, "a warrant for it is not the arrest"),
    (
        "Protesters demanding the resignation of the mayor marched on Sunday.",
        "resignation", SPECULATION, "demanded, not done",
    ),
    (
        "Protesters demanding the resignation of the mayor marched on Sunday.",
        "marched", ACTUAL, "participle apart, main verb",
    ),
    ("The court is considering whether to free the editor.", "free", SPECULATION, "considering whether"),
    ("The mayor escaped an assassination attempt.", "assassination", SPECULATION, "an attempt escaped"),
    ("The two leaders last met in 2011.", "met", HISTORICAL, "a bare year"),
    ("The 2011 accord ended the war.", "accord", HISTORICAL, "a year before the noun"),
    (
        "Minister Obi Lanu, who was arrested in 2009, met the envoy on Friday.",
        "met", ACTUAL, "the year belongs to the relative clause",
    ),
    (
        "Minister Obi Lanu, who was arrested in 2009, met the envoy on Friday.",
        "arrested", HISTORICAL, "a year in a relative clause",
    ),
    ("H: Leaders call for end to fighting", "fighting", ACTUAL, "the fighting that is to end goes on"),
    ("H: Talks to resume in Geneva", "Talks", PLANNED, "headline: talks to resume"),
    ("H: UN envoy to meet rebels", "meet", PLANNED, "headline infinitive"),
    ("H: Army says rebels planning attack", "attack", PLANNED, "planning, under says"),
    ("H: President cancels trip to Rome", "trip", NEGATED, "cancels trip"),
    ("H: Ministry: no deal signed", "signed", NEGATED, "no deal"),
    ("H: Rebels deny role in bombing", "bombing", DENIED, "deny role"),
    ("H: Hopes fade for ceasefire", "ceasefire", SPECULATION, "hopes fade for"),
    ("H: Fears of invasion grow", "invasion", SPECULATION, "fears of"),
    ("H: Two shot dead at rally", "shot", ACTUAL, "headline participle"),
    (
        "The president would like to thank the people of Chad for their help.",
        "thank", SPECULATION, "would like to, of a third person, may be politeness only",
    ),
    (
        "We would like to thank the people of Chad for their help.",
        "thank", ACTUAL, "would like to, of oneself, does it",
    ),
    (
        "The prime minister spoke with his counterpart to discuss trade.",
        "discuss", ACTUAL, "spoke to discuss: discussed",
    ),
    (
        "The prime minister is to speak with his counterpart to discuss trade.",
        "discuss", PLANNED, "is to speak: to come",
    ),
    ("The envoy travelled to Doha for talks with the emir.", "talks", PLANNED, "travelled for talks, not yet held"),
    ("The envoy is in Doha for talks with the emir.", "talks", ACTUAL, "in Doha for talks"),
    ("The envoy will travel to Doha for talks with the emir.", "talks", PLANNED, "will travel for talks"),
    ("The two ministers met to prepare a visit by the emir.", "visit", PLANNED, "prepare a visit"),
    ("Since the coup, no country has recognised the junta.", "recognised", NEGATED, "no country has"),
    ("Few countries have recognised the junta.", "recognised", ACTUAL, "few did, so it was done"),
    ("Only Mali has recognised the junta.", "recognised", ACTUAL, "only one did, so it was done"),
    ("The junta seized power, thereby ending the peace process.", "ending", ACTUAL, "result told as fact"),
    ("Hardly any voter supported the junta.", "supported", NEGATED, "hardly any"),
    (
        "The police said they had not used force, a statement witnesses dispute.",
        "used", NEGATED, "not, though others dispute it",
    ),
    ("Under the deal, Sudan will free ten prisoners.", "free", PLANNED, "under a deal, still to come"),
    ("Under the deal, Sudan freed ten prisoners.", "freed", ACTUAL, "under a deal, done"),
    ("The deal calls for the release of ten prisoners.", "release", SPECULATION, "calls for the release"),
    ("The bill, if passed, would ban the party.", "ban", SPECULATION, "would, if passed"),
    ("The ministers are expected to discuss sanctions.", "sanctions", SPECULATION, "topic of an expected talk"),
    ("The attack, if confirmed, would be the first.", "attack", SPECULATION, "if confirmed"),
    (
        "It was not immediately clear who carried out the attack.",
        "attack", ACTUAL, "who did it is open, not that it was done",
    ),
    (
        "Police are investigating reports that a mob attacked the mosque.",
        "attacked", SPECULATION, "reports under investigation",
    ),
    ("Police are investigating the attack on the mosque.", "attack", ACTUAL, "an investigated attack is known"),
    ("The mob was prevented by police from attacking the mosque.", "attacking", NEGATED, "prevented by … from"),
    # -------------------------------------------------------------- a third round, also written first
    ("The premier voiced hope that the embassies would reopen.", "reopen", SPECULATION, "hope that … would"),
    ("The two sides pledged to refrain from attacking each other.", "attacking", NEGATED, "pledged to refrain from"),
    ("The envoy was unable to secure the release of the crew.", "release", NEGATED, "unable to"),
    ("The envoy secured the release of the crew.", "release", ACTUAL, "plain past"),
    ("The envoy is seeking the release of the crew.", "release", SPECULATION, "seeking"),
    ("The junta had promised elections by March but has not held any.", "held", NEGATED, "not, any"),
    ("The junta had promised elections by March but has not held any.", "elections", PLANNED, "promised"),
    ("The parade will go ahead despite the attack.", "attack", ACTUAL, "despite: known"),
    ("The parade will go ahead despite the attack.", "parade", PLANNED, "will go ahead"),
    ("A truce was to take effect at midnight.", "truce", PLANNED, "was to"),
    ("The truce took effect at midnight.", "truce", ACTUAL, "took effect"),
    ("The truce has held since May.", "truce", ONGOING, "perfect with since: it still holds"),
    ("No one was arrested during the protest.", "arrested", NEGATED, "no one"),
    ("No one was arrested during the protest.", "protest", ACTUAL, "during: known"),
    ("Troops are ready to intervene if clashes erupt.", "intervene", SPECULATION, "ready to … if"),
    ("Troops are ready to intervene if clashes erupt.", "clashes", SPECULATION, "if-clause"),
    ("Both governments have yet to ratify the accord.", "ratify", NEGATED, "yet to"),
    ("The embassy urged its citizens not to travel.", "travel", SPECULATION, "urged not to"),
    ("The embassy denied a visa to the singer.", "denied", ACTUAL, "denying a visa is the deed"),
    ("The court acquitted the officer of killing the driver.", "killing", SPECULATION, "acquitted of"),
    ("The officer is on trial for killing the driver.", "killing", SPECULATION, "on trial for: not yet found"),
    ("The officer was jailed for killing the driver.", "killing", ACTUAL, "jailed for: found"),
    ("Talks aimed at ending the siege broke down.", "Talks", ACTUAL, "broke down, so there were talks"),
    ("Talks aimed at ending the siege broke down.", "ending", SPECULATION, "aimed at"),
    ("Talks aimed at ending the siege broke down.", "siege", ACTUAL, "the siege is known"),
    ("Peru recalled its ambassador in protest at the arrest of two priests.", "arrest", ACTUAL, "the arrest: known"),
    (
        "Peru could recall its ambassador in protest at the arrest of two priests.",
        "arrest", ACTUAL, "the arrest stands though the recall may not come",
    ),
    ("The governor resigned amid calls for his impeachment.", "impeachment", SPECULATION, "calls for"),
    ("The governor resigned amid calls for his impeachment.", "resigned", ACTUAL, "amid governs the calls only"),
    ("Asked whether he would resign, the governor said no.", "resign", SPECULATION, "asked whether"),
    ("The governor is not expected to resign.", "resign", SPECULATION, "not expected to"),
    ("The governor has no choice but to resign.", "resign", SPECULATION, "no choice but to"),
    ("It remains to be seen whether the army will withdraw.", "withdraw", SPECULATION, "remains to be seen whether"),
    ("Instead of a ceasefire, the day brought more shelling.", "ceasefire", NEGATED, "instead of"),
    ("Instead of a ceasefire, the day brought more shelling.", "shelling", ACTUAL, "what came instead"),
    ("The army is preparing an assault on the city.", "assault", PLANNED, "preparing"),
    ("The army launched its long-planned assault on the city.", "assault", ACTUAL, "launched what was planned"),
    ("Had the talks succeeded, the army would have withdrawn.", "withdrawn", NEGATED, "contrary to fact: it did not happen"),
    ("The ministers were scheduled to meet on Friday.", "meet", PLANNED, "scheduled to"),
    ("The ministers were supposed to meet on Friday.", "meet", SPECULATION, "supposed to"),
    ("Ministers met on Friday as scheduled.", "met", ACTUAL, "as scheduled"),
    ("Chad wants to see the sanctions lifted.", "lifted", SPECULATION, "wants to see"),
    ("Chad is lobbying to have the sanctions lifted.", "lifted", SPECULATION, "lobbying to have"),
    ("Chad had the sanctions lifted.", "lifted", ACTUAL, "had it lifted: done"),
    ("The rebels let the convoy pass.", "pass", SPECULATION, "let it: made possible"),
    ("The rebels prevented the convoy reaching the town.", "reaching", NEGATED, "prevented … -ing"),
    ("The clinic was hit in what the army called an accident.", "hit", ACTUAL, "in what was called: done"),
    ("He would have met the rebels if they had asked.", "met", NEGATED, "would have, if they had: he did not"),
    ("He said he would have met the rebels.", "met", SPECULATION, "would have, without a condition"),
    (
        "The minister reiterated that his country does not support the militia.",
        "support", NEGATED, "does not, under reiterated",
    ),
    ("The minister reiterated his country's support for the ceasefire.", "reiterated", ACTUAL, "reiterating is done"),
    ("Witnesses said they saw police beating protesters.", "beating", ACTUAL, "saw it happen"),
    ("She said she feared being arrested.", "arrested", SPECULATION, "feared being"),
    ("To avoid being arrested, he fled to Chad.", "arrested", NEGATED, "avoid being"),
    ("To avoid being arrested, he fled to Chad.", "fled", ACTUAL, "the main verb"),
    ("Police were deployed to prevent clashes.", "clashes", NEGATED, "deployed to prevent"),
    ("Police were deployed to prevent clashes.", "deployed", ACTUAL, "the deployment itself"),
    ("The visit, originally planned for May, has been put off.", "visit", PLANNED, "put off"),
    ("There is a danger that fighting will resume.", "resume", SPECULATION, "a danger that"),
    ("Fighting resumed at dawn.", "Fighting", ACTUAL, "subject of resumed"),
    ("Fighting could resume at any time.", "Fighting", SPECULATION, "subject of could resume"),
    ("Neighbours fear fighting could resume.", "fighting", SPECULATION, "fear and could"),
    ("The deal averts a strike.", "strike", NEGATED, "averts"),
    ("The group has never been convicted of planning attacks.", "attacks", SPECULATION, "never convicted of"),
    ("The army never said it would withdraw.", "withdraw", SPECULATION, "never said it would"),
    ("The minister will reportedly travel to Doha.", "travel", SPECULATION, "will, but reportedly"),
    ("The minister said that, if asked, he would travel to Doha.", "travel", SPECULATION, "would, if asked"),
    ("Doha will host the talks.", "talks", PLANNED, "will host"),
    ("Doha hosted the talks.", "talks", ACTUAL, "hosted"),
    ("Doha offered to host the talks.", "talks", PLANNED, "offered to host"),
    ("H: Chad to recall envoy", "recall", PLANNED, "headline infinitive"),
    ("H: Chad threatens to recall envoy", "recall", SPECULATION, "headline threat"),
    ("H: Chad refuses to recall envoy", "recall", NEGATED, "headline refusal"),
    ("H: Envoy recalled after attack on mission", "recalled", ACTUAL, "headline participle"),
    ("H: Envoy recalled after attack on mission", "attack", ACTUAL, "after: known"),
    ("H: Will Chad recall its envoy?", "recall", SPECULATION, "headline question"),
    ("H: Why Chad recalled its envoy", "recalled", ACTUAL, "headline why"),
    # -------------------------------------------------------------- denials in other words
    ("The ministry said reports that guards had beaten a monk were baseless.", "beaten", DENIED, "are baseless"),
    ("There is no truth in the story that we shelled the port.", "shelled", DENIED, "no truth in"),
    ("The claim that rebels burned the mill has no basis.", "burned", DENIED, "has no basis"),
    ("The governor laughed off talk that he had fled.", "fled", DENIED, "laughed off"),
    ("The army poured scorn on claims that it had shelled the port.", "shelled", DENIED, "poured scorn on"),
    ("The consul said it was a lie to say that his men had beaten the monk.", "beaten", DENIED, "a lie to say that"),
    ("The colonel protested that he had not beaten the monk.", "beaten", DENIED, "protested that … not"),
    ("Contrary to what the rebels claim, the army has not shelled the port.", "shelled", DENIED, "contrary to"),
    ("The court issued a denial: no monk had been beaten.", "beaten", DENIED, "a denial and a colon"),
    ("The ministry rejected talks with the rebels.", "talks", SPECULATION, "talks rejected are no accusation"),
    ("Nobody disputes that missiles hit the port.", "hit", ACTUAL, "nobody disputes"),
    ("The mission could confirm only that missiles had hit the port.", "hit", ACTUAL, "that much is confirmed"),
    ("The mayor did not believe the army's claim that rebels had burned the mill.", "burned", ACTUAL, "as the army puts it"),
    # -------------------------------------------------------------- two negatives, near misses, what broke off
    ("Monks could not stop the police from beating the driver.", "beating", ACTUAL, "could not stop"),
    ("The premier did not fail to thank the crew.", "thank", ACTUAL, "did not fail to"),
    ("Hanoi came close to expelling the envoy.", "expelling", NEGATED, "came close to"),
    ("Far from freeing the driver, the court fined him.", "freeing", NEGATED, "far from"),
    ("The dockers were going to strike on Friday but thought better of it.", "strike", NEGATED, "were going to, but"),
    ("Not one soldier fired.", "fired", NEGATED, "not one"),
    ("The troops shelled nothing but a barn.", "shelled", ACTUAL, "nothing but"),
    ("The attack killed no one.", "attack", ACTUAL, "no one is its object: the attack took place"),
    ("The attack killed no one.", "killed", NEGATED, "nobody was killed"),
    ("Bomb kills nine in port, toll may rise", "kills", ACTUAL, "the modal is another clause's"),
    ("Had the rains come, the army would not have bombed the port.", "bombed", SPECULATION, "not, contrary to fact"),
    ("The army followed rules set by the council.", "rules", ACTUAL, "set by is done"),
    ("Talks set for Monday will be brief.", "Talks", PLANNED, "set for a day"),
    # -------------------------------------------------------------- hearsay, conditions, ultimatums
    ("It was reported that jets had bombed a mill.", "bombed", SPECULATION, "it was reported"),
    ("Rumour has it that the king has freed the poet.", "freed", SPECULATION, "rumour has it"),
    ("The daily quoted the guard as saying that gunmen had shot a nurse.", "shot", ACTUAL, "quoted as saying"),
    ("Suffice it to say that the guards beat him.", "beat", ACTUAL, "an idiom"),
    ("Were the talks to fail, Chad would recall its envoy, an aide said.", "recall", SPECULATION, "were … to"),
    ("The army said that in the event of an invasion it would arm the villagers.", "arm", SPECULATION, "in the event of"),
    ("Rebels gave the garrison two days to surrender.", "surrender", SPECULATION, "an ultimatum"),
    # -------------------------------------------------------------- far back
    ("The bridge, bombed in the war of the 1980s, was closed on Monday.", "bombed", HISTORICAL, "of an old decade"),
    ("The ministry said Chad had recognised the state decades before its neighbours did.", "recognised", HISTORICAL,
     "decades before"),
    ("Under the dictatorship, soldiers tortured hundreds.", "tortured", HISTORICAL, "an era"),
    ("The poet, jailed as a student, met the premier on Monday.", "jailed", HISTORICAL, "an age of a life"),
    ("Ties have been cool since 1998, when Chad expelled the envoy.", "expelled", HISTORICAL, "when, of an old year"),
    ("“In 1991,” the senator told students, “we expelled their envoy.”", "expelled", HISTORICAL, "a date cut off by the cue"),
    ("The envoy and the premier met not so long ago.", "met", ACTUAL, "not so long ago is recent"),
    # -------------------------------------------------------------- going on
    ("The army said its planes were bombing the hills.", "bombing", ONGOING, "going on as it was said"),
    ("The driver said he was leaving the port when police stopped him.", "leaving", ACTUAL, "a scene of the past"),
    ("The blockade of the port is in its third week.", "blockade", ONGOING, "in its third week"),
    ("The dockers have been on strike since May.", "strike", ONGOING, "on strike since"),
    ("The editor remains under arrest.", "arrest", ONGOING, "remains under"),
    ("Since May the premier has met twenty envoys.", "met", ACTUAL, "since with many deeds"),
    ("The strike shows no sign of ending.", "strike", ONGOING, "no sign of ending"),
    ("The army has not stopped bombing the hills.", "bombing", ONGOING, "has not stopped"),
    ("Tanks go on firing into the valley.", "firing", ONGOING, "go on"),
]  # fmt: skip

MISSED = {
    ("Attacking hospitals is a crime.", "Attacking"): "the parser takes the gerund for an adjective of its object",
    ("An attempt to kill the governor failed.", "kill"): "a failed attempt reads as an attempt",
    ("The minister has been accused of ordering the killings.", "killings"): "what is ordered reads as not yet done",
    ("H: Leaders call for end to fighting", "fighting"): "under a call, what is to end reads as called for",
    (
        "The police said they had not used force, a statement witnesses dispute.",
        "used",
    ): "misparsed: dispute as main verb",
}


@cache
def sentences(text: str, headline: bool) -> tuple[Sentence, ...]:
    block = Block("headline" if headline else "paragraph", Span(0, len(text)))
    return parse(Document(id="test", text=text, blocks=(block,)))


def said(text: str, word: str) -> How:
    headline = text.startswith("H: ")
    for sentence in sentences(text.removeprefix("H: "), headline):
        for token in sentence.tokens:
            if token.text == word:
                return how(sentence, token.i)
    raise AssertionError(f"{word!r} is not a token of {text!r}")


def rows() -> list[object]:
    out: list[object] = []
    for text, word, status, why in CASES:
        reason = MISSED.get((text, word))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        out.append(pytest.param(text, word, status, why, marks=marks, id=f"{word}: {text}"))
    return out


@pytest.mark.parametrize(("text", "word", "status", "why"), rows())
def test_status(text: str, word: str, status: str, why: str) -> None:
    answer = said(text, word)
    assert answer.status == status, f"{why}; we say {answer}"


def test_known_misses_are_few() -> None:
    assert len(CASES) >= 150
    assert len(MISSED) <= len(CASES) // 10


def test_a_no_behind_a_denial_answers_it() -> None:
    text = "That is a lie. We have not shelled the port."
    found = sentences(text, False)
    token = next(t for t in found[1].tokens if t.text == "shelled")
    assert how(found[1], token.i).status == NEGATED
    assert told(found, found[1], token.i).status == DENIED


def test_who_denies_is_kept() -> None:
    text = "The northern army denied that its men had attacked the village."
    span = said(text, "attacked").disputed_by
    assert span is not None and text[span.start : span.end] == "The northern army"


def test_a_claim_denied_in_passing_is_disputed_not_denied() -> None:
    text = "The rebels attacked the town, a claim the army denied."
    answer = said(text, "attacked")
    assert answer.status == ACTUAL and answer.disputed_by is not None


@pytest.mark.parametrize("word", ["reach", "agreement"])
def test_every_answer_gives_its_words(word: str) -> None:
    assert "could" in said("The president could not reach an agreement.", word).why


def test_every_token_of_every_case_has_an_answer() -> None:
    for text, *_ in CASES:
        for sentence in sentences(text.removeprefix("H: "), text.startswith("H: ")):
            assert all(how(sentence, t.i).why for t in sentence.tokens)


def test_the_vocabulary_holds_words_only() -> None:
    """YAML reads a bare "on", "no" or "true" as a truth value; such words must be quoted."""
    text = resources.files("dragoman").joinpath("data/status.yaml").read_text(encoding="utf-8")

    def leaves(node: object) -> list[object]:
        if isinstance(node, dict):
            return [x for k, v in node.items() for x in (k, *leaves(v))]
        return [x for v in node for x in leaves(v)] if isinstance(node, list) else [node]

    assert [x for x in leaves(yaml.safe_load(text)) if not isinstance(x, str)] == []
