"""`/healthz`: public, says nothing secret."""

from fastapi import APIRouter
from sqlmodel import select

from wallet.http.dependencies import WalletDep
from wallet.http.problem_answers import documented
from wallet.problems import DatabaseBusy
from wallet.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/healthz", responses=documented(DatabaseBusy))
def healthz(wallet: WalletDep) -> Health:
    with wallet.database.read() as session:
        session.exec(select(1)).one()
    return Health(status="ok")
