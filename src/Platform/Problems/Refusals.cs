using Gezhi.Platform.Actors;

namespace Gezhi.Platform.Problems;

/// <summary>A rule of the trade was broken: 409 with a stable code and a text that says what to do next. 违反规则</summary>
/// <param name="code">Dotted code with texts in Problems.zh.json and Problems.en.json.</param>
/// <param name="args">Values for the placeholders of the texts.</param>
public sealed class RuleViolation(string code, params object[] args) : Exception(code)
{
    /// <summary>Stable code, e.g. <c>case.move-not-allowed</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Values for {0}, {1}… in the texts.</summary>
    public IReadOnlyList<object> Args { get; } = args;
}

/// <summary>It is not there, or not for this person to know: 404. 未找到</summary>
public sealed class NotFound(string what) : Exception(what);

/// <summary>The person is known but may not do this: 403. 无权限</summary>
public sealed class Forbidden(Permission permission) : Exception(permission.ToString())
{
    /// <summary>What was missing.</summary>
    public Permission Permission { get; } = permission;
}

/// <summary>Somebody else was faster: 412 with the current version. 版本已变</summary>
public sealed class StaleVersion(int? current = null) : Exception("stale version")
{
    /// <summary>The version that stands now; null when the row is gone.</summary>
    public int? Current { get; } = current;
}

/// <summary>What was sent cannot be used: 400 with a code per field. 输入有误</summary>
public sealed class InvalidInput(IReadOnlyDictionary<string, string[]> errors) : Exception("invalid input")
{
    /// <summary>One wrong field.</summary>
    public InvalidInput(string field, string code)
        : this(new Dictionary<string, string[]> { [field] = [code] }) { }

    /// <summary>Field name → problem codes, each with texts in the catalogue; what is no code is a sentence already in the reader's language.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}

/// <summary>A unique key was already there. Thrown by <c>GezhiDb.Save</c>; answered by whoever can replay.</summary>
public sealed class DuplicateKey(Exception inner) : Exception("duplicate key", inner);
