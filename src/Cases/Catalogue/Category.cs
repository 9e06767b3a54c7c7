using System.Globalization;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;

namespace Gezhi.Cases.Catalogue;

/// <summary>One line of a code scheme; shared by all districts. 类别</summary>
/// <remarks>
/// Schemes stand side by side; the key is scheme/kind/code because components and matters share numbers. What a district adds to the local
/// scheme has the district before the code, <c>local/matter/410103-X901</c>, and is shown to that district only; what has none is everybody's.
/// </remarks>
public sealed class Category : IReferenceRow
{
    /// <summary><c>gb47678/matter/06010</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Short name of the scheme: gb47678, gb30428, cjt214, local.</summary>
    public string Scheme { get; init; } = "";

    /// <summary>component 部件 or matter 事项.</summary>
    public string Kind { get; init; } = "";

    public string Code { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";

    /// <summary>Major class; null for a major class itself.</summary>
    public string? ParentKey { get; init; }

    /// <summary>Everyday words for it, separated by blanks: for proposals and search.</summary>
    public string Words { get; init; } = "";

    /// <summary>Whether reports may be filed under it (majors and superseded schemes may not).</summary>
    public bool IsInUse { get; init; }

    /// <summary>Grid workers may solve it on the spot (自行处置).</summary>
    public bool MaySolveOnSpot { get; init; }

    /// <summary>Place in the short list of the resident page; null: not in it.</summary>
    public int? ResidentOrder { get; init; }

    /// <summary>Plain word for residents; null: use the name.</summary>
    public string? PlainZh { get; init; }

    public string? PlainEn { get; init; }

    /// <summary>First local day on which it may be filed under; null: from the beginning.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>First local day on which it may no more; null: until further notice. Past cases keep it.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Whether it holds on a local day.</summary>
    public bool HoldsOn(DateOnly day) => !(day < ValidFrom) && !(day >= ValidTo);

    /// <summary>Key of a category that a district adds by itself.</summary>
    internal static string LocalKey(int districtId, string code) =>
        string.Create(CultureInfo.InvariantCulture, $"local/matter/{districtId:D6}-{code}");

    /// <summary>The district that added it; null for what all districts share.</summary>
    internal int? OfDistrict =>
        Scheme == "local"
        && Key.LastIndexOf('/') is var slash
        && Key.IndexOf('-', slash + 1) is var dash and > 0
        && int.TryParse(Key.AsSpan(slash + 1, dash - slash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var district)
            ? district
            : null;
}

/// <summary>When a matter is filed, within which limit, and when it may be closed. 立案条件</summary>
public sealed class FilingCondition : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string CategoryKey { get; init; } = "";
    public int Order { get; init; }
    public string TextZh { get; init; } = "";
    public string TextEn { get; init; } = "";

    /// <summary>0.5 is allowed.</summary>
    public double LimitValue { get; init; }

    public LimitUnit LimitUnit { get; init; }
    public string CloseWhenZh { get; init; } = "";
    public string CloseWhenEn { get; init; } = "";

    /// <summary>1, 2, 3…: a changed condition is a new row, the old one stays with the cases of its day.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The edition before; null for the first.</summary>
    public Guid? ReplacesId { get; init; }

    /// <summary>First local day; null: from the beginning.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>First local day on which it holds no more; null: until further notice.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Who made this edition; null for the seed.</summary>
    public Guid? ChangedBy { get; init; }

    /// <summary>UTC; null for the seed.</summary>
    public DateTime? ChangedAt { get; init; }

    /// <summary>Whether it holds on a local day.</summary>
    public bool HoldsOn(DateOnly day) => !(day < ValidFrom) && !(day >= ValidTo);

    /// <summary>The limit.</summary>
    public TimeLimit Limit => new(LimitValue, LimitUnit);
}
