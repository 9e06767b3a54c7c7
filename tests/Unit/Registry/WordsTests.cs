using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Registry.Searching;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Registry;

/// <summary>By what a record is found: doors, pairs of characters, initials, hashes of names and numbers.</summary>
public sealed class WordsTests
{
    private const int District = 410103;
    private readonly EntryWords words = new(Cipher());

    [Theory]
    [InlineData("3-2-501", "3", "2", "501")]
    [InlineData("3号楼-2单元-501室", "3", "2", "501")]
    [InlineData("03-02-501", "3", "2", "501")]
    [InlineData("３－２－５０１", "3", "2", "501")]
    [InlineData("A-1-1201", "A", "1", "1201")]
    [InlineData("3-501", "3", "", "501")]
    [InlineData("3-501", "3", "2", "501")]
    [InlineData("3-2", "3", "2", "501")]
    public void A_door_is_found_by_its_short_form(string typed, string building, string unit, string room)
    {
        DoorText.Cut(typed, out var asked);

        asked.Intersect(DoorText.Tokens(building, unit, room)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("3-2-501", "13", "2", "501")]
    [InlineData("3-2-501", "3", "1", "501")]
    [InlineData("3-2-501", "3", "2", "1501")]
    [InlineData("3-501", "3", "2", "502")]
    public void Another_door_is_not(string typed, string building, string unit, string room)
    {
        DoorText.Cut(typed, out var asked);

        asked.ShouldNotBeEmpty();
        asked.Intersect(DoorText.Tokens(building, unit, room)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("百年里3-2-501", "百年里")]
    [InlineData("2026-03-05", "2026-03-05")]
    [InlineData("0371-67580990", "0371-67580990")]
    [InlineData("王伟", "王伟")]
    public void What_is_no_door_stays_in_the_question(string typed, string rest) => DoorText.Cut(typed, out _).ShouldBe(rest);

    [Theory]
    [InlineData("王小明", "王小")]
    [InlineData("王小明", "小明")]
    [InlineData("王小明", "王小明")]
    [InlineData("王小明", "wxm")]
    [InlineData("曾伟", "zw")]
    [InlineData("买买提·吐尔逊", "吐尔逊")]
    public void A_person_is_found_by_two_characters_or_the_initials(string name, string typed) =>
        Finds(words.Name(District, name), typed).ShouldBeTrue();

    [Theory]
    [InlineData("王小明", "王明")]
    [InlineData("王小明", "小红")]
    [InlineData("王小明", "王")]
    [InlineData("王小明", "xm")]
    public void And_by_nothing_else(string name, string typed) => Finds(words.Name(District, name), typed).ShouldBeFalse();

    [Theory]
    [InlineData("15405012345", "15405012345", true)]
    [InlineData("15405012345", "+86 154-0501-2345", false)]
    [InlineData("15405012345", "2345", true)]
    [InlineData("15405012345", "1234", false)]
    [InlineData("15405012345", "15405012346", false)]
    public void A_phone_is_found_whole_or_by_its_last_four(string phone, string typed, bool isFound) =>
        Finds(words.Phone(District, phone), typed).ShouldBe(isFound);

    [Theory]
    [InlineData("11010519491231002X", "11010519491231002x", true)]
    [InlineData("11010519491231002X", "002X", true)]
    [InlineData("11010519491231002X", "0020", false)]
    public void A_citizen_number_is_found_whole_or_by_its_last_four(string id, string typed, bool isFound) =>
        Finds(words.CitizenId(District, id), typed).ShouldBe(isFound);

    [Fact]
    public void Nothing_of_a_person_stands_in_the_index_in_clear()
    {
        var tokens = words
            .Name(District, "王小明")
            .Concat(words.Phone(District, "15405012345"))
            .Concat(words.CitizenId(District, "11010519491231002X"));

        tokens.ShouldAllBe(t => t.Length == 18 && t.All(char.IsAsciiLetterOrDigit) && !t.Contains("2345"));
        words.Name(District, "王小明").Intersect(words.Name(410102, "王小明")).ShouldBeEmpty("another district's hashes are others");
    }

    [Theory]
    [InlineData("二七广场", "eqgc")]
    [InlineData("德化街", "dhj")]
    [InlineData("百年里3号楼", "bnl3hl")]
    [InlineData("KTV", "ktv")]
    [InlineData("囧囧", null)]
    [InlineData("", null)]
    public void Initials_come_from_the_order_of_the_standard(string name, string? initials) => Initials.Of(name).ShouldBe(initials);

    [Fact]
    public void A_question_is_written_for_both_engines_without_anything_to_escape()
    {
        var terms = new SearchTerms(words.Read(District, "王伟' OR \"1\"=\"1 3-2-501 );--"));

        terms.Fts5.Count(c => c == '(').ShouldBe(terms.Fts5.Count(c => c == ')'));
        terms.TsQuery.Replace("'", "", StringComparison.Ordinal).All(c => char.IsLetterOrDigit(c) || " ()&|:*".Contains(c)).ShouldBeTrue();
    }

    private bool Finds(IEnumerable<string> entry, string typed)
    {
        var tokens = entry.ToHashSet();
        var question = words.Read(District, typed);
        return question.Count > 0
            && question.All(word =>
                word.Any(reading =>
                    reading.All(t => t.IsPrefix ? tokens.Any(x => x.StartsWith(t.Text, StringComparison.Ordinal)) : tokens.Contains(t.Text))
                )
            );
    }

    private static FieldCipher Cipher()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Protection:FieldKey"] = Convert.ToBase64String(new byte[32]),
                    ["Storage:Root"] = Path.GetTempPath(),
                }
            )
            .Build();
        return new FieldCipher(settings, new StorageRoot(settings));
    }
}
