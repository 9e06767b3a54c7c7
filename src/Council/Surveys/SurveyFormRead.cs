using Microsoft.AspNetCore.Http;

namespace Gezhi.Council.Surveys;

/// <summary>Answers as a posted form brings them: fields begin with <c>a-</c>. 表单答卷</summary>
internal static class SurveyFormRead
{
    public static Dictionary<string, string[]> Answers(IFormCollection form) =>
        form.Where(f => f.Key.StartsWith("a-", StringComparison.Ordinal))
            .ToDictionary(f => f.Key[2..], f => f.Value.OfType<string>().ToArray(), StringComparer.Ordinal);
}
