using System.Globalization;

namespace Gezhi.Identity.Contract;

/// <summary>What a unit is, for lists and rules. 部门类别</summary>
public enum UnitKind
{
    /// <summary>区直部门: a bureau of the district government.</summary>
    Bureau,

    /// <summary>街道办事处、镇政府: a street office or township.</summary>
    Street,

    /// <summary>公用企业: water, power, gas, heat, telecom, transit.</summary>
    Utility,

    /// <summary>作业单位: a contractor for cleaning, greening, repair.</summary>
    Contractor,

    /// <summary>应急处置组: takes what nobody owns yet, until it is decided who does.</summary>
    ResponseGroup,

    /// <summary>社区、村: a residents' or villagers' committee, for social matters.</summary>
    Community,

    /// <summary>联动力量: police posts and mediation committees, called to single matters; rules give them nothing.</summary>
    Partner,
}

/// <summary>A unit that can be made responsible for cases. 处置部门</summary>
/// <param name="Code">Stable key in the district, e.g. <c>lighting</c>.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name; the Chinese one where none is known.</param>
/// <param name="Kind">What it is.</param>
/// <param name="AreaCode">Area it belongs to: 6 to 17 digits.</param>
/// <param name="IsActive">False: it keeps its cases and gets no new ones.</param>
public sealed record UnitView(string Code, string NameZh, string NameEn, UnitKind Kind, string AreaCode, bool IsActive)
{
    /// <summary>The name in the reader's language. 部门名称</summary>
    public string Name(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? NameEn : NameZh;
}
