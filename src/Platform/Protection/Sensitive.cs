using Gezhi.Platform.Data;

namespace Gezhi.Platform.Protection;

/// <summary>Marks a field of a model as personal or secret, and says what it is kept for, by what right and until when. 敏感字段</summary>
/// <remarks>
/// The one source of the processing register (<see cref="ProcessingRegister"/>), of what turns with the keys (<see cref="KeyTurn"/>) and of the tests: a sealed
/// column without the mark fails, and so does one that does not say its basis and its end. What stands in the open beside a sealed field (mask, last four,
/// blind index) carries the mark of the same purpose.
/// </remarks>
/// <param name="purpose">Why it is kept at all, in the words of the trade.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensitiveAttribute(string purpose) : Attribute
{
    /// <summary>Why it is kept. 处理目的</summary>
    public string Purpose { get; } = purpose;

    /// <summary>What it is, in the words of the trade. 信息项</summary>
    public string What { get; init; } = "";

    /// <summary>How it is guarded. 分类</summary>
    public DataClass Class { get; init; } = DataClass.Sensitive;

    /// <summary>By what right. 处理依据</summary>
    public LegalBasis Basis { get; init; } = LegalBasis.StatutoryDuty;

    /// <summary>Until when, in the words of the trade. 保存到</summary>
    public string Until { get; init; } = "";

    /// <summary>Name under which it is sealed; null: it stands beside what is sealed. 封存名</summary>
    public string? Field { get; init; }

    /// <summary>Property that holds its blind index; null without. 盲索引列</summary>
    public string? Index { get; init; }
}

/// <summary>How a field is guarded (domain.md, personal data). 字段分类</summary>
public enum DataClass
{
    /// <summary>内部: seen by whoever works with the record.</summary>
    Internal,

    /// <summary>敏感个人信息: sealed, masked, opened one at a time with a purpose.</summary>
    Sensitive,

    /// <summary>密钥口令: no person's data; sealed because whoever has it could act as somebody.</summary>
    Secret,
}

/// <summary>How the text of a blind index is made where it is more than the field itself. 盲索引取值</summary>
/// <param name="Row">Type of the rows.</param>
/// <param name="Field">Property of the sealed field.</param>
/// <param name="With">Property that belongs to the text.</param>
/// <param name="Text">Of that property's value and the opened field.</param>
public sealed record IndexText(Type Row, string Field, string With, Func<string, string, string> Text);

/// <summary>Keeps up with rows whose keys turned: search entries made of what was opened. 换钥跟随</summary>
public interface IKeyTurnFollower
{
    /// <summary>Type of the rows.</summary>
    Type Row { get; }

    /// <summary>Inside the transaction of the turn; the caller saves.</summary>
    /// <param name="rows">Each with its id and what was opened, by property.</param>
    Task Turned(GezhiDb db, IReadOnlyList<TurnedRow> rows, CancellationToken ct);
}

/// <param name="Id">Of the row.</param>
/// <param name="Opened">Texts of the fields that were sealed anew, by property.</param>
public sealed record TurnedRow(Guid Id, IReadOnlyDictionary<string, string> Opened);
