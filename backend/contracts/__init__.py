"""Service contracts (服务合同) and what sites need: for whom a unit stands guard, how lawfully, and with how many.

A company checks before it signs that what it shall guard is lawful (M. art. 25), keeps the contract until two years after its end
(Reg. art. 21), and tells the police where it will serve in another province, 30 working days before it begins (M. art. 26). A site
belongs to a contract and says how many guards each shift needs; beside it stand those who are posted. What the rules object to is
worked out whenever it is asked, each with its article, and never kept.
"""
