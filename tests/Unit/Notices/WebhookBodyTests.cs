using Gezhi.Cases.Webhooks;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Notices;

/// <summary>What receivers of other houses rely on.</summary>
public class WebhookBodyTests
{
    [Fact]
    public void A_message_is_written_as_the_golden_file_says() =>
        WebhookWords
            .Example.Readable()
            .ReplaceLineEndings("\n")
            .ShouldBe(
                File.ReadAllText(Path.Combine(Repository.Root, "tests", "Unit", "Notices", "Golden", "webhook.json"))
                    .ReplaceLineEndings("\n")
                    .Trim()
            );

    [Fact]
    public void Every_field_of_a_message_is_explained_in_its_order()
    {
        using var message = System.Text.Json.JsonDocument.Parse(WebhookWords.Example.Json());
        var names = message
            .RootElement.EnumerateObject()
            .SelectMany(p => p.Name == "case" ? p.Value.EnumerateObject().Select(c => "case." + c.Name).Prepend("case") : [p.Name]);

        WebhookWords.Fields(new Words()).Select(f => f.Field).ShouldBe(names);
    }

    [Fact]
    public void Every_kind_has_words_of_its_own()
    {
        var words = WebhookEvents.All.Append(WebhookEvents.Ping).Select(kind => WebhookWords.When(new Words(), kind)).ToList();
        words.Count.ShouldBe(18);
        words.Distinct().Count().ShouldBe(words.Count);
    }

    private sealed class Words : Microsoft.Extensions.Localization.IStringLocalizer
    {
        public Microsoft.Extensions.Localization.LocalizedString this[string name] => new(name, name);

        public Microsoft.Extensions.Localization.LocalizedString this[string name, params object[] arguments] => new(name, name);

        public IEnumerable<Microsoft.Extensions.Localization.LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
