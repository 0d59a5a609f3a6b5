"""The extensions, bare. `app.py` gives them their configuration."""

from typing import TYPE_CHECKING

from flask_babel import Babel
from flask_login import LoginManager
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from community.scope import session_scope


class Base(DeclarativeBase):
    """Names constraints alike on every database, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"scopefunc": session_scope})
socketio = SocketIO()
login = LoginManager()
babel = Babel()
csrf = CSRFProtect()

if TYPE_CHECKING:

    class Model(Base):
        """What every table inherits."""

        __abstract__ = True
else:
    Model = db.Model
