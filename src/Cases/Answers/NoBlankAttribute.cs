using System.ComponentModel.DataAnnotations;

namespace Gezhi.Cases.Answers;

/// <summary>An answer in which a blank of a template is not filled goes to nobody, whoever sends it. 不留空</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoBlankAttribute() : ValidationAttribute("answer.blank")
{
    public override bool IsValid(object? value) => value is not string text || !text.Contains(FillAnswer.Blank, StringComparison.Ordinal);
}
