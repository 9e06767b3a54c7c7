using Gezhi.Open311.Catalogue;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;

namespace Gezhi.Open311.Contract;

/// <summary>A question about a category as a seed brings it. 预置提问</summary>
/// <param name="Kind">Line, Text, Number, Instant, OneOf, SomeOf or Notice.</param>
/// <param name="Choices">Each <c>key|中文|English</c>; empty for other kinds.</param>
/// <param name="Automated">Asked, HiddenField or ServerSet; null means Asked.</param>
public sealed record SeedQuestion(
    string CategoryKey,
    string Code,
    string Kind,
    bool IsRequired,
    string TextZh,
    string TextEn,
    IReadOnlyList<string> Choices,
    string? Automated = null
);

/// <summary>Writes questions in bulk, for the seed town. 预置提问写入</summary>
public sealed class QuestionBook
{
    private readonly GezhiDb db;

    internal QuestionBook(GezhiDb db) => this.db = db;

    /// <summary>Adds them to the change that is being made, in their order.</summary>
    /// <param name="now">UTC.</param>
    /// <exception cref="ArgumentException">A kind that is none.</exception>
    public void Ask(IReadOnlyList<SeedQuestion> questions, DateTime now)
    {
        for (var i = 0; i < questions.Count; i++)
        {
            var question = questions[i];
            db.Add(
                new Question
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    CategoryKey = question.CategoryKey,
                    Code = question.Code,
                    Order = i + 1,
                    Kind = Named.One<QuestionKind>(question.Kind) ?? throw new ArgumentException(question.Kind, nameof(questions)),
                    IsRequired = question.IsRequired,
                    Automated = question.Automated is null
                        ? Automation.Asked
                        : Named.One<Automation>(question.Automated) ?? throw new ArgumentException(question.Automated, nameof(questions)),
                    TextZh = question.TextZh,
                    TextEn = question.TextEn,
                    Choices = string.Join('\n', question.Choices),
                }
            );
        }
    }
}
