"""Series and networks as pictures: SVG text, drawn offline by Vega-Lite.

Only this package knows the charting library. Text and axes take the colour of the page (``currentColor``), so that one picture serves
the light and the dark page and the printer.
"""

from detente.charts.network import network_svg
from detente.charts.series import LEGEND, series_picture, series_svg

__all__ = ["LEGEND", "network_svg", "series_picture", "series_svg"]
