"""The tab Summary of an installment account.

page        all of it as it is sent          facts       the table under the charts
entries     the ledger, read once            series      what was and will be, day by day
paid        the ring                         schedule    the lines, drawn by `frame`
figures     both for Plotly, by `charts`     breakdown   every payment; `_pages`, `_csv` as shown
"""
