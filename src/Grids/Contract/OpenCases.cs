namespace Gezhi.Grids.Contract;

/// <summary>Slot the host fills from the cases: open cases inside an area by the area code each of them names. 在办案件数来源</summary>
/// <param name="areaCode">6 to 17 digits.</param>
/// <param name="ct">Stops the reading.</param>
public delegate ValueTask<IReadOnlyDictionary<string, int>> CountOpenCases(string areaCode, CancellationToken ct);

/// <summary>A unit by its code and names. 部门名称</summary>
public sealed record UnitName(string Code, string NameZh, string NameEn);

/// <summary>Slot the host fills from Identity: the units in use. 部门名称来源</summary>
public delegate ValueTask<IReadOnlyList<UnitName>> ReadUnitNames(CancellationToken ct);

/// <summary>Slot the host fills from Identity: the English name of a unit by its Chinese one, from memory; null when none is known. 部门英文名来源</summary>
public delegate string? EnglishUnit(string nameZh);
