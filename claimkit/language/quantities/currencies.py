"""Currencies: symbols, ISO 4217 codes and names, to codes.

A dollar of no country is taken for that of the United States, a pound for sterling.
"""

from __future__ import annotations

from claimkit.language.quantities.lexicon import table

SYMBOLS = table(
    """
    $=USD; US$=USD; $US=USD; C$=CAD; CA$=CAD; A$=AUD; AU$=AUD; NZ$=NZD; HK$=HKD; S$=SGD;
    R$=BRL; NT$=TWD; £=GBP; €=EUR; ¥=JPY; ₹=INR; ₽=RUB; ₩=KRW; ₺=TRY; ₪=ILS; ₴=UAH; ₦=NGN;
    ₱=PHP; ₫=VND; ฿=THB; ₿=BTC; Rs=rupee; Rs.=rupee; kr=krone; zł=PLN
    """
)
CODES = frozenset(
    "USD EUR GBP JPY CHF CAD AUD NZD CNY RMB HKD SGD INR PKR RUB UAH KRW TRY ILS BRL MXN ARS CLP "
    "COP ZAR NGN KES EGP SAR AED QAR KWD SEK NOK DKK ISK PLN CZK HUF RON BGN THB IDR MYR PHP VND "
    "TWD BTC KZT GEL AMD BDT ETB GHS".split()
)
# Names of which one country's is meant; of the others a word before has to say whose it is.
NAMES = table(
    """
    dollar=USD; buck=USD; euro=EUR; yen=JPY; yuan=CNY; renminbi=CNY; rouble=RUB; ruble=RUB;
    hryvnia=UAH; shekel=ILS; zloty=PLN; forint=HUF; baht=THB; ringgit=MYR; rupiah=IDR;
    naira=NGN; bitcoin=BTC; rand=ZAR; lira=TRY; sterling=GBP; quid=GBP; pound sterling=GBP;
    pounds sterling=GBP; rupee=rupee; peso=peso; franc=franc; krone=krone; kr=krone; kroner=krone;
    krona=krona; kronor=krona; dinar=dinar; dirham=dirham; riyal=riyal; rial=rial;
    shilling=shilling; crown=crown; koruna=CZK; florin=florin; guilder=guilder; tenge=KZT;
    lari=GEL; leu=leu; lei=leu; reais=BRL; dram=AMD; taka=BDT; birr=ETB; cedi=GHS
    """
)
OF_COUNTRIES = table(
    """
    us dollar=USD; u.s. dollar=USD; american dollar=USD; canadian dollar=CAD;
    australian dollar=AUD; new zealand dollar=NZD; hong kong dollar=HKD;
    singapore dollar=SGD; british pound=GBP; egyptian pound=EGP; lebanese pound=LBP;
    syrian pound=SYP; swiss franc=CHF; indian rupee=INR; pakistani rupee=PKR;
    mexican peso=MXN; argentine peso=ARS; chilean peso=CLP; colombian peso=COP;
    philippine peso=PHP; swedish krona=SEK; norwegian krone=NOK; danish krone=DKK;
    swedish crown=SEK; czech koruna=CZK; iranian rial=IRR; saudi riyal=SAR; turkish lira=TRY;
    kenyan shilling=KES; jordanian dinar=JOD; kuwaiti dinar=KWD; chinese yuan=CNY;
    japanese yen=JPY; russian rouble=RUB; russian ruble=RUB; south african rand=ZAR;
    south korean won=KRW; korean won=KRW; swedish kronor=SEK; danish kroner=DKK;
    norwegian kroner=NOK
    """
)
CENTS = {"cent": "USD", "penny": "GBP", "pence": "GBP", "euro cent": "EUR", "eurocent": "EUR"}
