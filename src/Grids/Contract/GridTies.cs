namespace Gezhi.Grids.Contract;

/// <summary>What hangs on the code of an area. 关联类别</summary>
public enum TieKind
{
    /// <summary>A post of staff in the area: somebody has to move it. 岗位</summary>
    Post,

    /// <summary>Open cases: they keep the code of their day and are finished by whoever has them. 在办案件</summary>
    OpenCase,

    /// <summary>A responsibility rule that names the area. 权责规则</summary>
    Rule,
}

/// <summary>What hangs on an area that is about to change. 区域关联</summary>
/// <param name="AreaCode">The area, 15 or 17 digits.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many.</param>
/// <param name="Title">Title of the post or number of the rule; names no person; empty for cases.</param>
public sealed record GridTie(string AreaCode, TieKind Kind, int Count, string Title);

/// <summary>Slot filled by modules above, each for what it keeps: what names exactly these areas or areas inside them. 区域关联来源</summary>
/// <param name="areaCodes">15 or 17 digits.</param>
/// <param name="ct">Stops the reading.</param>
public delegate ValueTask<IReadOnlyList<GridTie>> ReadGridTies(IReadOnlyList<string> areaCodes, CancellationToken ct);
