using System.Text.Json;
using Gezhi.Platform.Text;
using Gezhi.Tests.Unit.Vectors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public class MaskTests
{
    [Fact]
    public void Every_mask_vector_is_reproduced()
    {
        var vectors = Vector.File("identifiers-testvectors.json").GetProperty("masks").EnumerateArray().ToList();
        vectors.Count.ShouldBe(11);
        foreach (var v in vectors)
            Apply(v.Text("kind"), v.Text("input")).ShouldBe(v.Text("output"));
    }

    [Theory]
    [InlineData("欧阳", "欧*")]
    [InlineData("王 小明", "王**")]
    [InlineData("𠮷田太郎", "𠮷***")]
    [InlineData("张", "*")]
    [InlineData("John Smith", "J*** S****")]
    [InlineData("", "")]
    public void Names_keep_the_surname_only(string name, string masked) => Mask.Name(name).ShouldBe(masked);

    [Theory]
    [InlineData("郑州市二七区大学路85号院3号楼东户", "郑州市二七区大学路85号院******")]
    [InlineData("郑州市二七区测试花园3-2-401", "郑州市二七区测试花园******")]
    [InlineData("测试村3组15号", "测试村3组******")]
    [InlineData("郑州市二七区测试路甲座１２０１", "郑州市二七区测试路******")]
    [InlineData("郑州市二七区测试路老王家", "郑州市二七区测试路******")]
    [InlineData("老王家", "******")]
    [InlineData(" ", "")]
    public void Addresses_end_before_the_home(string address, string masked) => Mask.Address(address).ShouldBe(masked);

    [Theory]
    [InlineData("E12345678", "E*******8")]
    [InlineData("410199900101001", "410199******001")]
    [InlineData("1234", "****")]
    public void Other_documents_show_only_their_ends(string id, string masked) => Mask.Id(id).ShouldBe(masked);

    [Theory]
    [InlineData("0371-67580990", "0371-****0990")]
    [InlineData("+8613800138000", "138****8000")]
    [InlineData("12345", "12345")]
    [InlineData("1380013800", "1********0")]
    [InlineData("138", "***")]
    public void Phones_are_masked_by_their_kind(string phone, string masked) => Mask.Phone(phone).ShouldBe(masked);

    [Fact]
    public void The_strict_mask_shows_one_character_at_each_end() => Mask.IdStrict("410199189001010012").ShouldBe("4****************2");

    [Fact]
    public void A_new_energy_plate_and_a_short_mailbox_are_hidden_as_well()
    {
        Mask.Plate("豫AD12345").ShouldBe("豫AD****5");
        Mask.Email("a@example.com").ShouldBe("***@example.com");
        Mask.BankCard("6222 0212 3456 7890").ShouldBe("6222 **** **** 7890");
    }

    [Theory]
    [InlineData("name", 2)]
    [InlineData("idCard", 10)]
    [InlineData("mobile", 7)]
    [InlineData("bankCard", 8)]
    [InlineData("plate", 4)]
    public void No_mask_shows_more_than_it_may(string kind, int most)
    {
        var random = new Random(7);
        for (var n = 0; n < 3_000; n++)
        {
            var text = RandomText.Draw(random, kind == "name" ? "王欧阳司马张小明伟丽" : "0123456789X豫A");

            var masked = Apply(kind, text);

            masked.Count(c => c is not ('*' or ' ')).ShouldBeLessThanOrEqualTo(most, text);
            if (text.Length > 0)
                masked.ShouldContain('*');
        }
    }

    [Fact]
    public void A_rooms_number_never_shows()
    {
        var random = new Random(8);
        for (var n = 0; n < 2_000; n++)
        {
            var (building, unit, room) = (random.Next(1, 99), random.Next(1, 9), random.Next(101, 3400));
            var place =
                $"郑州市二七区测试路{random.Next(1, 200)}号"
                + (n % 3) switch
                {
                    0 => $"{building}号楼{unit}单元{room}室",
                    1 => $"院{building}-{unit}-{room}",
                    _ => $"{building}栋{room}",
                };

            var shown = Mask.Address(place);

            shown.ShouldEndWith("******");
            shown.ShouldNotContain($"{room}室");
            shown.ShouldNotContain($"{building}号楼");
            shown.ShouldNotContain($"{building}-{unit}");
            shown.ShouldNotContain($"{building}栋");
        }
    }

    private static string Apply(string kind, string text) =>
        kind switch
        {
            "name" => Mask.Name(text),
            "idCard" => Mask.Id(text),
            "mobile" => Mask.Mobile(text),
            "landline" => Mask.Landline(text),
            "address" => Mask.Address(text),
            "bankCard" => Mask.BankCard(text),
            "plate" => Mask.Plate(text),
            "email" => Mask.Email(text),
            _ => throw new JsonException(kind),
        };
}
