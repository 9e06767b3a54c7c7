using System.Globalization;
using Gezhi.Identity;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Sessions;
using Gezhi.Identity.Viewing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Texts;
using Microsoft.Extensions.Localization;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Identity;

public sealed class WordsTests
{
    private static readonly JsonTexts Texts = new([typeof(JsonTexts).Assembly, typeof(IdentityModule).Assembly]);

    [Fact]
    public void Every_role_kind_of_unit_and_way_to_sign_in_has_words_in_both_languages()
    {
        IStringLocalizer texts = Texts;
        string[] Read() =>
            [
                .. Enum.GetValues<Role>().Select(texts.Of),
                .. Enum.GetValues<UnitKind>().Select(texts.Of),
                .. Enum.GetValues<SignInMethod>().Select(texts.Of),
                .. Words.KnownActions.Select(texts.OfAction),
                .. Enum.GetValues<ViewingKind>().Select(texts.Of),
                .. Enum.GetValues<ViewingFinding>().Select(texts.Of),
                .. Enum.GetValues<DataClass>().Select(texts.Of),
                .. Enum.GetValues<LegalBasis>().Select(texts.Of),
            ];

        var chinese = In("zh-CN", Read);
        var english = In("en", Read);

        chinese.ShouldAllBe(word => word.Any(c => c > 0x3400));
        english.ShouldAllBe(word => !word.Any(c => c > 0x3400));
    }

    private static T In<T>(string culture, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
