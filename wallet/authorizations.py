"""What a borrower agrees to by saving a payment method, as it is shown and as it is kept.

Bank: the terms of an authorization of WEB debits (Nacha Operating Rules, 2.5.17 and 2.3.2.3), how
it is revoked (Reg E, 12 CFR 1005.10(c): three business days), and the entries that validate it.
"""

from wallet.tables import Kind

_TEXTS = {
    (Kind.CARD, "en"): (
        "By choosing Save, you let {lender} keep this card and charge it for payments that you"
        " make or schedule. Nothing is charged now. Delete the card to end this."
    ),
    (Kind.CARD, "es"): (
        "Al elegir Guardar, usted permite que {lender} conserve esta tarjeta y le cobre los pagos"
        " que usted haga o programe. Ahora no se cobra nada. Elimine la tarjeta para terminarlo."
    ),
    (Kind.BANK, "en"): (
        "By choosing Save, you authorize {lender} to debit this account electronically for"
        " payments that you make or schedule, in the amounts and on the dates that you choose, and"
        " to correct errors. Two small deposits come first, to confirm that the account is yours."
        " This stays in force until you revoke it: delete the account here, or tell {lender}, at"
        " least three business days before a scheduled payment."
    ),
    (Kind.BANK, "es"): (
        "Al elegir Guardar, usted autoriza a {lender} a debitar electrónicamente esta cuenta por"
        " los pagos que usted haga o programe, por los montos y en las fechas que usted elija, y a"
        " corregir errores. Antes llegan dos depósitos pequeños, para confirmar que la cuenta es"
        " suya. Esto sigue vigente hasta que usted lo revoque: elimine la cuenta aquí o avise a"
        " {lender}, al menos tres días hábiles antes de un pago programado."
    ),
}


def authorization_of(kind: Kind, language: str, lender: str) -> str:
    return _TEXTS[kind, language].format(lender=lender)
