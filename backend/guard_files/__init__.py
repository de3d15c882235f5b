"""The guard file (保安员档案): what an employer keeps of each guard for as long as he works there.

Labour contract (Reg. art. 18), insurance, in-post training (Reg. art. 19, M. art. 37 no. 8), rewards and punishments, equipment handed out.
Each entry belongs to one employment: it is kept by that employer's manager and read by officers; the next employer does not see it.
"""
