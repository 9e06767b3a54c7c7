using System.Globalization;

namespace Gezhi.Mediation.Disputes;

/// <summary>What a dispute is about. 纠纷类型</summary>
/// <param name="Key">Stable.</param>
public sealed record DisputeKind(string Key, string NameZh, string NameEn)
{
    /// <summary>The types of the register form that a community meets; what fits none of them is 其他.</summary>
    public static IReadOnlyList<DisputeKind> All { get; } =
    [
        new("neighbour", "邻里纠纷", "Neighbours"),
        new("family", "婚姻家庭纠纷", "Marriage and family"),
        new("damage", "损害赔偿纠纷", "Damages"),
        new("contract", "合同纠纷", "Contract"),
        new("property", "物业纠纷", "Property management"),
        new("housing", "房屋宅基地纠纷", "House and homestead"),
        new("demolition", "征地拆迁纠纷", "Land taking and relocation"),
        new("land", "山林土地纠纷", "Forest and land"),
        new("labour", "劳动争议", "Labour"),
        new("medical", "医疗纠纷", "Medical"),
        new("traffic", "道路交通事故纠纷", "Road accidents"),
        new("consumer", "消费纠纷", "Consumer"),
        new("business", "生产经营纠纷", "Production and business"),
        new("environment", "环境污染纠纷", "Pollution"),
        new("online", "电子商务纠纷", "Online trade"),
        new("finance", "互联网金融纠纷", "Online finance"),
        new("other", "其他纠纷", "Other"),
    ];

    public static DisputeKind? Find(string? key) => All.FirstOrDefault(k => string.Equals(k.Key, key, StringComparison.Ordinal));

    /// <summary>In the reader's language; the key itself when it is none of today's.</summary>
    public static string NameOf(string key) =>
        Find(key) is { } kind ? (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? kind.NameEn : kind.NameZh) : key;
}

/// <summary>What people's mediation may not take, with its source. 不予受理情形</summary>
/// <param name="Key">Stable.</param>
/// <param name="Source">Where it stands; the wording here is a short form.</param>
public sealed record ScopeRule(string Key, string NameZh, string NameEn, string Source)
{
    public static IReadOnlyList<ScopeRule> All { get; } =
    [
        new(
            "reserved",
            "法律、法规规定只能由专门机关管辖处理，或禁止采用民间调解方式解决",
            "Reserved by law to another authority, or barred from mediation",
            "人民调解工作若干规定（司法部令第75号）第二十二条第一项"
        ),
        new(
            "taken",
            "人民法院、公安机关或其他行政机关已经受理或者解决",
            "Already with, or settled by, a court, the police or another authority",
            "人民调解工作若干规定（司法部令第75号）第二十二条第二项"
        ),
        new("refused", "一方当事人明确拒绝调解", "One party clearly refuses mediation", "人民调解法第十七条"),
        new(
            "not-civil",
            "不属于民间纠纷（涉嫌犯罪、对行政行为不服等）",
            "Not a dispute between citizens (a crime is suspected, an act of government is challenged…)",
            "人民调解法第二条"
        ),
        new(
            "elsewhere",
            "当事人和纠纷都不在本区域，应由其他调委会受理",
            "Parties and matter lie elsewhere; another committee takes it",
            "人民调解工作若干规定（司法部令第75号）第二十一条"
        ),
    ];

    public static ScopeRule? Find(string? key) => All.FirstOrDefault(r => string.Equals(r.Key, key, StringComparison.Ordinal));

    /// <summary>In the reader's language.</summary>
    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? NameEn : NameZh;
}
