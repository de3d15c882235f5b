"""The divisions of the province and the police agencies responsible for them.

Divisions are the real ones (GB/T 2260 and the statistical codes below it). Agencies form a tree:
the province, 21 city bureaus, county and district bureaus, stations. Dongguan and Zhongshan have
no counties: their town bureaus and stations sit under the city.
"""
