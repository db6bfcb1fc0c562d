"""Which texts do several tests of the reading room share?"""

TRADITIONAL = (
    "白沙島輪渡公司昨天宣布，往返白沙島與望海鎮的六艘柴油渡輪將全部改為電池動力，首艘船已於本週試航。"
    "公司副經理表示，新船一次充電四十分鐘，可以往返四趟，每年少燒柴油約三百二十噸，居民搭乘的票價不變。"
)
SIMPLIFIED = (
    "白沙岛轮渡公司昨天宣布，往返白沙岛与望海镇的六艘柴油渡轮将全部改为电池动力，首艘船已于本周试航。"
    "公司副经理表示，新船一次充电四十分钟，可以往返四趟，每年少烧柴油约三百二十吨，居民搭乘的票价不变。"
)
ENGLISH = "The ferry company said that all six of its boats will run on batteries by the summer."
