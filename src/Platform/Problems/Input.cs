using System.ComponentModel.DataAnnotations;

namespace Gezhi.Platform.Problems;

/// <summary>Checks a command by its validation attributes, whoever sends it: API, page, outbox, import or test. 输入校验</summary>
/// <remarks>An attribute's ErrorMessage is a problem code; without one, a code is chosen by the kind of attribute.</remarks>
public static class Input
{
    /// <exception cref="InvalidInput">One or more fields cannot be used.</exception>
    /// <param name="command">Null is what somebody sends who puts nothing into a list of them.</param>
    public static void Check(object? command)
    {
        if (command is null)
            throw new InvalidInput("", "input.required");
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(command, new ValidationContext(command), results, validateAllProperties: true))
            return;
        throw new InvalidInput(
            results
                .SelectMany(r => r.MemberNames.DefaultIfEmpty(""), (r, member) => (member, code: r.ErrorMessage ?? "input.invalid"))
                .GroupBy(e => e.member, e => e.code)
                .ToDictionary(g => g.Key, g => g.Distinct().ToArray())
        );
    }
}

/// <summary>Text that must be there. 必填</summary>
public sealed class NeededAttribute : RequiredAttribute
{
    public NeededAttribute() => ErrorMessage = "input.required";
}

/// <summary>Longest text, in characters as people count them (𠮷 is one). 最长字数</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class LongestAttribute(int length) : ValidationAttribute("input.too-long")
{
    /// <summary>Text elements.</summary>
    public int Length { get; } = length;

    public override bool IsValid(object? value) =>
        value is not string text
        || text.Length <= Length
        || (text.Length <= Length * 4 && new System.Globalization.StringInfo(text).LengthInTextElements <= Length);
}

/// <summary>Smallest and largest number. 数值范围</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class BetweenAttribute(double lowest, double highest) : ValidationAttribute("input.out-of-range")
{
    public double Lowest { get; } = lowest;

    public double Highest { get; } = highest;

    public override bool IsValid(object? value) =>
        value is null
        || (
            Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) is var number
            && double.IsFinite(number)
            && number >= Lowest
            && number <= Highest
        );
}
