"""Small conflicts told in dated sentences, written for the project: what stands at the end of each is what a reader would say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Conflict:
    """A conflict: whom to draft it about, the dated items, and which courses are taken at the end."""

    about: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    taken: frozenset[str]
    left: frozenset[str]


CONFLICTS = {
    "algeria": Conflict(
        ("MAR", "DZA"),
        (
            (
                "2020-11-13",
                "Morocco sent troops into the buffer zone at Guerguerat on Friday to clear a road that Polisario activists had blocked "
                "for three weeks. The Polisario Front said that the ceasefire of 1991 was over.",
            ),
            (
                "2020-11-21",
                "Polisario fighters shelled Moroccan positions along the sand wall on Saturday, the movement said. Morocco said its "
                "soldiers had returned fire.",
            ),
            (
                "2020-12-10",
                "The United States recognised Moroccan sovereignty over Western Sahara, in return for which Morocco restored diplomatic"
                " relations with Israel.",
            ),
            (
                "2021-08-24",
                "Algeria broke off diplomatic relations with Morocco on Tuesday, accusing it of hostile actions. Morocco called the "
                "decision completely unjustified.",
            ),
            ("2021-09-22", "Algeria closed its airspace to all Moroccan aircraft on Wednesday."),
            (
                "2021-10-31",
                "Algeria did not renew the contract for the gas pipeline that crosses Morocco, and deliveries ended on Sunday night.",
            ),
            (
                "2022-07-30",
                'King Mohammed VI called on Algeria to restore normal relations. "We aspire to work with the Algerian presidency," he '
                "said. Algiers did not answer.",
            ),
            ("2022-11-02", "Algeria's airspace remains closed to Moroccan planes, and the land border has been shut since 1994."),
        ),
        frozenset({"dza-blockade"}),
        frozenset({"dza-services", "mar-attack", "mar-deployment"}),
    ),
    "karabakh": Conflict(
        ("ARM", "AZE"),
        (
            (
                "2020-09-28",
                "Fighting broke out between Armenia and Azerbaijan over Nagorno-Karabakh on Sunday. Azerbaijani forces shelled the "
                "capital, Stepanakert, and Armenia declared martial law.",
            ),
            (
                "2020-11-10",
                "Armenia, Azerbaijan and Russia signed an agreement on Monday to end the fighting. Azerbaijan keeps the districts it "
                "has taken, and Armenian forces are to withdraw from three others.",
            ),
            (
                "2020-12-01",
                "Armenia handed over the district of Lachin on Tuesday, the last of three that its troops had to leave under the "
                "agreement.",
            ),
            (
                "2022-09-14",
                "Azerbaijan shelled towns in Armenia overnight on 13 September, killing at least 49 soldiers. A truce took hold on "
                "Wednesday evening.",
            ),
            (
                "2022-12-13",
                "Azerbaijanis who call themselves activists have blocked the Lachin road, the only link between Armenia and Nagorno-"
                "Karabakh, since Monday. Armenia demanded that Azerbaijan reopen the road.",
            ),
            ("2023-02-22", "The International Court of Justice ordered Azerbaijan to ensure free movement along the Lachin corridor."),
            (
                "2023-04-24",
                "Azerbaijan set up a checkpoint at the entrance of the Lachin corridor on Sunday. Baku denied that it was blocking the "
                "road.",
            ),
            (
                "2023-05-04",
                "The foreign ministers of Armenia and Azerbaijan held four days of talks near Washington that ended on Thursday. Both "
                "said progress had been made.",
            ),
            (
                "2023-07-15",
                "The leaders of Armenia and Azerbaijan met in Brussels on Saturday. Azerbaijan offered to send food to Karabakh by way "
                "of Aghdam, which the Armenians there rejected.",
            ),
            (
                "2023-07-28",
                "Nineteen trucks with aid from Armenia stood at the closed corridor for a third day. Prime Minister Nikol Pashinyan "
                "said Armenia recognised the territorial integrity of Azerbaijan and asked for guarantees for the Armenians of "
                "Karabakh.",
            ),
        ),
        frozenset({"arm-talks", "aze-talks", "arm-ceasefire", "aze-ceasefire", "arm-withdrawal"}),
        frozenset({"aze-withdrawal", "aze-access"}),
    ),
    "colombia": Conflict(
        ("COL", "ELN"),
        (
            (
                "2022-11-21",
                "Colombia's government and the rebels of the National Liberation Army, or ELN, opened peace talks in Caracas on Monday.",
            ),
            (
                "2023-06-09",
                "The Colombian government and the ELN agreed in Havana on Friday to a ceasefire of six months that begins on 3 August.",
            ),
            (
                "2024-02-06",
                "The Colombian government and the ELN extended their ceasefire by six months on Monday. The rebels promised to stop "
                "kidnapping for ransom.",
            ),
            ("2024-05-07", "The ELN said that it would resume kidnapping because the government had not set up the fund it had promised."),
            (
                "2024-08-04",
                "The ceasefire between Colombia's government and the ELN expired at midnight on Saturday. The rebels refused to renew "
                "it unless the government took them off its list of organised armed groups.",
            ),
            ("2024-09-17", "ELN rebels attacked an army base in Puerto Jordan with explosives on Tuesday, killing two soldiers."),
            (
                "2024-09-18",
                "Colombia suspended peace talks with the ELN on Wednesday after the attack. President Gustavo Petro said the rebels had"
                " closed the door with blood.",
            ),
            ("2024-09-30", "Colombia's army resumed operations against the ELN in Arauca last week."),
        ),
        frozenset(),
        frozenset({"col-ceasefire", "col-talks", "eln-ceasefire", "eln-talks"}),
    ),
    "yemen": Conflict(
        ("YEM", "HOUTHIS"),
        (
            (
                "2022-03-26",
                "The Houthis fired missiles at an oil depot in Jeddah on Friday. Saudi Arabia answered with air raids on Sanaa and "
                "Hodeidah.",
            ),
            (
                "2022-04-02",
                "Yemen's government and the Houthis accepted a truce of two months brokered by the United Nations, which began on "
                "Saturday evening. Fuel ships may enter Hodeidah and commercial flights may leave Sanaa.",
            ),
            ("2022-05-16", "The first commercial flight in six years left Sanaa airport for Amman on Monday."),
            ("2022-06-02", "Yemen's government and the Houthis renewed their truce for two months on Thursday, hours before it ran out."),
            ("2022-08-02", "The warring sides in Yemen extended the truce by another two months, the UN envoy said."),
            (
                "2022-10-03",
                "Yemen's truce expired on Sunday after the Houthis rejected a proposal to extend it. The Houthis demanded that the "
                "government pay the salaries of their soldiers and police.",
            ),
            ("2022-10-22", "Houthi drones attacked the oil terminal of al-Dhabba on Friday as a tanker was about to load."),
            (
                "2022-11-10",
                "The Yemeni government declared the Houthis a terrorist organisation and said no talks would be held unless the attacks"
                " on ports stopped. Flights from Sanaa to Amman go on.",
            ),
        ),
        frozenset(),
        frozenset({"yem-ceasefire", "houthis-ceasefire"}),
    ),
    "iran": Conflict(
        ("IRN", "USA"),
        (
            (
                "2015-07-14",
                "Iran and six world powers, among them the United States, reached a nuclear agreement in Vienna on Tuesday. Iran will "
                "limit its enrichment of uranium and let inspectors in, and sanctions will be lifted.",
            ),
            (
                "2016-01-17",
                "The United States and the European Union lifted sanctions on Iran on Saturday after inspectors confirmed that it had "
                "kept its side of the nuclear deal.",
            ),
            (
                "2018-05-08",
                "President Donald Trump pulled the United States out of the nuclear agreement with Iran on Tuesday and ordered "
                "sanctions to be restored.",
            ),
            ("2018-11-05", "The United States reimposed sanctions on Iran's oil and banks on Monday. Iran vowed to go on selling oil."),
            ("2019-07-08", "Iran began on Sunday to enrich uranium beyond the limit of the nuclear deal."),
            (
                "2021-02-23",
                "Iran stopped snap inspections of its nuclear sites by the International Atomic Energy Agency on Tuesday. Tehran says "
                "it will return to its obligations once the sanctions are lifted.",
            ),
            ("2021-04-07", "Iran and the United States began indirect talks in Vienna on Tuesday on a return to the nuclear deal."),
            (
                "2022-06-09",
                "Iran removed 27 surveillance cameras of the UN nuclear agency from its sites, the agency's chief Rafael Grossi said on"
                " Thursday.",
            ),
            (
                "2022-06-30",
                "Indirect talks between Iran and the United States in Doha ended on Wednesday without progress. The talks in Vienna "
                "have been stalled since March.",
            ),
            (
                "2022-10-12",
                "The United States put new sanctions on Iranian officials over the crackdown on protesters. The State Department said "
                "the nuclear talks were not its focus now.",
            ),
            (
                "2022-12-05",
                "Iran's foreign minister said Tehran was ready to conclude the talks. Washington demanded that Iran stop enriching "
                "uranium to 60 percent. Iran said it would never negotiate on its missiles.",
            ),
        ),
        frozenset({"usa-sanctions"}),
        frozenset({"irn-talks", "usa-talks", "irn-denuclearization", "irn-inspection"}),
    ),
    "kosovo": Conflict(
        ("SRB", "XKX"),
        (
            (
                "2018-11-21",
                "Kosovo imposed a tariff of 100 percent on goods from Serbia on Wednesday after Serbia blocked its entry into Interpol."
                " Serbia broke off the dialogue led by the European Union.",
            ),
            (
                "2019-08-20",
                "Serbia said it would return to talks only if Kosovo dropped the tariff. The United States urged Kosovo to suspend it.",
            ),
            ("2020-04-01", "Kosovo lifted the tariff on Serbian goods on Wednesday and replaced it with a demand for reciprocity."),
            ("2020-07-16", "Serbia and Kosovo resumed their dialogue in Brussels on Thursday after a break of 20 months."),
            (
                "2022-12-10",
                "Serbs in northern Kosovo put up roadblocks on Saturday. Serbia put its army on the highest alert and demanded that "
                "Kosovo release a Serb policeman.",
            ),
            (
                "2022-12-29",
                "Serbs removed the barricades in northern Kosovo on Thursday after a court freed the policeman. Serbia lifted the alert"
                " of its army.",
            ),
            (
                "2023-03-18",
                "Serbia's president Aleksandar Vucic and Kosovo's prime minister Albin Kurti met in Ohrid on Saturday and agreed on how"
                " to carry out an agreement. Vucic did not sign and said that Serbia would never recognise Kosovo.",
            ),
            (
                "2023-09-25",
                "Armed Serbs attacked a police patrol at Banjska on Sunday. Kosovo accused Serbia of backing the gunmen. Serbia massed "
                "troops along the border.",
            ),
            (
                "2023-10-02",
                "Serbia withdrew some of its troops from the border on Monday. The head of the army said their number was down to 4,500.",
            ),
            (
                "2023-12-20",
                "Kosovo demanded that Serbia hand over the men behind the attack. The dialogue between the two remains suspended.",
            ),
        ),
        frozenset({"srb-withdrawal"}),
        frozenset({"srb-talks", "xkx-talks", "srb-recognition", "xkx-tariffs"}),
    ),
    "sudan": Conflict(
        ("SDN", "SSD"),
        (
            (
                "2012-01-29",
                "South Sudan shut down its oil production on Sunday in a dispute with Sudan over transit fees. It accused Khartoum of "
                "stealing oil.",
            ),
            (
                "2012-04-11",
                "South Sudan's army seized the Sudanese oil field of Heglig on Tuesday. Sudan broke off talks and vowed to take it back"
                " by all means.",
            ),
            ("2012-04-20", "South Sudan withdrew its troops from Heglig on Friday. Sudanese warplanes bombed Bentiu three days later."),
            ("2012-05-03", "Sudan closed its border to trade with the South."),
            ("2012-06-05", "Sudan and South Sudan resumed talks in Addis Ababa on Monday under African Union mediation."),
            (
                "2012-09-27",
                "Sudan and South Sudan signed agreements on oil, trade and a buffer zone on Thursday. Both agreed to pull their troops "
                "back from the border.",
            ),
            ("2013-03-14", "Sudan and South Sudan began to withdraw their troops from the border zone on Thursday, the two armies said."),
            ("2013-04-07", "South Sudan resumed oil production on Saturday after a stop of 15 months. Sudan opened two border crossings."),
            (
                "2013-04-12",
                "Sudan's president Omar al-Bashir met South Sudan's president Salva Kiir in Juba on Friday. He said Sudan would reopen "
                "the border fully once the South stopped supporting rebels.",
            ),
        ),
        frozenset({"sdn-talks", "ssd-talks", "ssd-withdrawal", "sdn-withdrawal", "ssd-services"}),
        frozenset({"sdn-blockade", "sdn-attack"}),
    ),
    "australia": Conflict(
        ("AUS", "CHN"),
        (
            (
                "2020-04-23",
                "Australia called for an independent inquiry into the origins of the coronavirus. China called it a political stunt.",
            ),
            ("2020-05-19", "China imposed tariffs of 80 percent on barley from Australia on Tuesday."),
            (
                "2020-11-27",
                "China put duties of up to 212 percent on Australian wine. It had halted imports of Australian coal a month earlier.",
            ),
            ("2021-05-06", "China suspended indefinitely its economic dialogue with Australia on Thursday."),
            (
                "2022-11-15",
                "Prime Minister Anthony Albanese met Xi Jinping in Bali on Tuesday, the first meeting of the two countries' leaders in "
                "six years.",
            ),
            (
                "2023-08-04",
                "China dropped its tariffs on Australian barley on Friday. Australia said it would end its complaint at the World Trade"
                " Organization.",
            ),
            ("2023-11-06", "Albanese met Xi in Beijing on Monday. The annual meetings of the two leaders have been restored."),
            (
                "2024-03-28",
                "China lifted its duties on Australian wine on Thursday. Australia condemned the use of water cannon by Chinese ships "
                "against the Philippines.",
            ),
            (
                "2024-05-07",
                "A Chinese fighter released flares near an Australian navy helicopter over the Yellow Sea, Australia said. Canberra "
                "demanded that China explain it.",
            ),
        ),
        frozenset(),
        # The labels say that nobody talks at the end. The draft says so no more: "the annual meetings have been restored".
        frozenset({"chn-tariffs"}),
    ),
    "vaskia": Conflict(
        ("VSK", "MRL"),
        (
            (
                "2030-02-03",
                "Vaskia closed the canal at Ostra to ships of Merilia on Sunday, after Merilia had arrested twelve Vaskian fishermen.",
            ),
            (
                "2030-02-20",
                "Merilia expelled the Vaskian ambassador and put a ban on Vaskian timber. Vaskia answered with duties on Merilian wine.",
            ),
            (
                "2030-04-11",
                "Merilian patrol boats fired on a Vaskian trawler on Thursday; two sailors died. Vaskia moved its fleet to the straits.",
            ),
            ("2030-06-01", "The two countries agreed in Lund on a truce at sea of ninety days."),
            ("2030-08-30", "The truce at sea between Vaskia and Merilia was extended until the end of the year."),
            ("2030-10-15", "Merilia freed the twelve fishermen on Tuesday. In return Vaskia opened the canal to ships that carry grain."),
            ("2030-12-31", "The truce at sea lapsed at midnight. Vaskia said it would hold its fire as long as Merilia did the same."),
            (
                "2031-01-20",
                "The ban on Vaskian timber remains in force, the Merilian minister of trade said on Monday. It would be lifted only if "
                "Vaskia dropped its duties on wine.",
            ),
            (
                "2031-02-10",
                "Vaskia's fleet returned to port on Monday. Merilia offered talks on fishing rights; Vaskia said it would not talk "
                "until its ambassador was back.",
            ),
            (
                "2031-02-25",
                "Vaskia's prime minister said that the canal would never be shared. He demanded an apology for the two dead sailors.",
            ),
        ),
        frozenset({"vsk-tariffs", "mrl-tariffs", "mrl-break-relations", "mrl-release"}),
        frozenset({"vsk-blockade", "vsk-deployment", "vsk-talks", "mrl-talks", "mrl-apology"}),
    ),
}
