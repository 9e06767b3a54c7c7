namespace Gezhi.Platform.Consents;

/// <summary>For what the product itself asks for consent; the wording of each is data. 同意事项</summary>
public static class ConsentPurposes
{
    /// <summary>用手机号登录</summary>
    public const string Account = "account";

    /// <summary>有进展时提醒: follows and browsers.</summary>
    public const string Notices = "notices";

    /// <summary>台账里留存电话或证件号码</summary>
    public const string Registry = "registry";

    /// <summary>登记不满十四周岁的孩子: only a guardian gives it.</summary>
    public const string Child = "child";

    /// <summary>到期上门办理待遇事项</summary>
    public const string HomeService = "home-service";

    /// <summary>记下走访时的回答</summary>
    public const string VisitNotes = "visit-notes";

    /// <summary>公开一件事的照片</summary>
    public const string Photos = "photos";

    /// <summary>孩子参加社区活动: only a guardian gives it.</summary>
    public const string ActivityChild = "activity-child";

    /// <summary>把东西送到家里</summary>
    public const string Delivery = "delivery";

    /// <summary>担任联户党员</summary>
    public const string PartyContact = "party-contact";
}

/// <summary>Who needs a guardian. 未成年人</summary>
public static class Childhood
{
    /// <summary>Years: below it a guardian has to agree (个人信息保护法 art. 31).</summary>
    public const int Until = 14;

    /// <summary>By the day of birth, exactly.</summary>
    public static bool IsChild(DateOnly bornOn, DateOnly today) => bornOn.AddYears(Until) > today;

    /// <summary>By the year alone: who may still be under age counts as a child. False for an unknown year.</summary>
    public static bool MayBeChild(int? bornIn, DateOnly today) => bornIn is { } year && today.Year - year <= Until;
}
